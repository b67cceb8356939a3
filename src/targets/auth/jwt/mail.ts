/** app/core/mail.py: mail of plain text. */
import { config } from '../../../plan/own-symbols.ts';
import { emailMessage, modules, smtp, ssl } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';

const { logging } = modules;
const { EmailMessage } = emailMessage;
const { SMTP, SMTP_SSL } = smtp;
const { Settings } = config;

/** app/core/mail.py. */
export const mailModule = (): ModuleSpec => ({
  path: 'app/core/mail.py',
  doc: 'Plain text mail over SMTP; while developing, in the log.',
  body: py`
    logger = ${logging}.getLogger(__name__)

    _TIMEOUT_SECONDS = 10


    class Mailer:
        """Sends mail as the settings say."""

        def __init__(self, settings: ${Settings}) -> None:
            self._settings = settings
            self.is_available = bool(settings.smtp_host) or settings.mail_to_log
            if not self.is_available:
                logger.warning("no mail can be sent: SMTP_HOST is not set")

        def send(self, to: str, subject: str, text: str) -> None:
            """Send one mail. Nobody waits for it, so a failure is logged and not raised."""
            message = ${EmailMessage}()
            # An EmailMessage takes no line breaks in a header: no address can add headers.
            message["From"] = self._settings.mail_from
            message["To"] = to
            message["Subject"] = subject
            message.set_content(text)
            if not self._settings.smtp_host:
                logger.warning("mail to %s, which is not sent: %s\n\n%s", to, subject, text)
                return
            try:
                self._deliver(message)
            except OSError:
                logger.exception("a mail could not be sent")

        def _deliver(self, message: ${EmailMessage}) -> None:
            settings = self._settings
            context = ${ssl.create_default_context}()
            host, port = settings.smtp_host, settings.smtp_port
            with (
                ${SMTP_SSL}(host, port, timeout=_TIMEOUT_SECONDS, context=context)
                if settings.smtp_security == "tls"
                else ${SMTP}(host, port, timeout=_TIMEOUT_SECONDS)
            ) as server:
                if settings.smtp_security == "starttls":
                    server.starttls(context=context)
                if settings.smtp_username:
                    server.login(settings.smtp_username, settings.smtp_password.get_secret_value())
                server.send_message(message)
  `,
});
