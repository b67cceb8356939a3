/** tests/test_mail.py: how mail leaves. */
import { config, mail } from '../../../../../plan/own-symbols.ts';
import { emailMessage, functools, modules, pydantic, typing } from '../../../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, py } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';

const { pytest, smtplib, ssl } = modules;
const { Any } = typing;
const { EmailMessage } = emailMessage;
const { Settings } = config;
const { Mailer } = mail;

/** The tests of mail; null where only what everybody needs is tested. */
export const mailModule = ({ plan }: Suite): ModuleSpec | null =>
  plan.has.hardeningTests
    ? {
        path: 'tests/test_mail.py',
        doc: 'How mail leaves.',
        body: paragraphs(server, deliveries, failures),
      }
    : null;

const server = py`
  Calls = list[tuple[${Any}, ...]]


  class Server:
      """A mail server that notes what it is asked for."""

      def __init__(self, calls: Calls, name: str, *where: ${Any}, **options: ${Any}) -> None:
          self._calls = calls
          self._note(name, *where, options["timeout"], _verifies(options.get("context")))

      def __enter__(self) -> "Server":
          return self

      def __exit__(self, *_: object) -> None:
          self._note("quit")

      def starttls(self, context: ${ssl}.SSLContext) -> None:
          self._note("starttls", _verifies(context))

      def login(self, *credentials: str) -> None:
          self._note("login", *credentials)

      def send_message(self, message: ${EmailMessage}) -> None:
          self._note("send", message["From"], message["To"], message["Subject"], message.get_content())

      def _note(self, *call: ${Any}) -> None:
          self._calls.append(call)


  def _verifies(context: ${ssl}.SSLContext | None) -> bool:
      return context is not None and context.check_hostname and context.verify_mode == ${ssl}.CERT_REQUIRED


  @${pytest}.fixture
  def calls(monkeypatch: ${pytest}.MonkeyPatch) -> Calls:
      """What the mail server was asked for."""
      noted: Calls = []
      for name in ("SMTP", "SMTP_SSL"):
          monkeypatch.setattr(f"app.core.mail.{name}", ${functools.partial}(Server, noted, name))
      return noted


  def send(settings: ${Settings}, **changes: ${Any}) -> None:
      changes = {"smtp_host": "mail.example.com", "mail_from": "api@example.com"} | changes
      mailer = ${Mailer}(settings.model_copy(update=changes))
      mailer.send("ada@example.com", "Hello", "Grüße\n")
`;

const SENT = py`("send", "api@example.com", "ada@example.com", "Hello", "Grüße\n")`;

const deliveries = py`
  def test_starttls_and_login(calls: Calls, settings: ${Settings}) -> None:
      password = ${pydantic.SecretStr}("secret")

      send(settings, smtp_username="api", smtp_password=password)

      assert calls == [
          ("SMTP", "mail.example.com", 587, 10, False),
          ("starttls", True),
          ("login", "api", "secret"),
          ${SENT},
          ("quit",),
      ]


  def test_tls_from_the_start(calls: Calls, settings: ${Settings}) -> None:
      send(settings, smtp_port=465, smtp_security="tls")

      assert calls == [("SMTP_SSL", "mail.example.com", 465, 10, True), ${SENT}, ("quit",)]


  def test_no_tls(calls: Calls, settings: ${Settings}) -> None:
      send(settings, smtp_port=25, smtp_security="none")

      assert calls == [("SMTP", "mail.example.com", 25, 10, False), ${SENT}, ("quit",)]
`;

const failures = py`
  @${pytest}.mark.parametrize(
      ("to", "subject"),
      [
          ("ada@example.com\r\nBcc: eve@example.com", "Hello"),
          ("ada@example.com\nBcc: eve@example.com", "Hello"),
          ("ada@example.com", "Hello\r\nBcc: eve@example.com"),
      ],
  )
  def test_headers_take_no_line_breaks(calls: Calls, settings: ${Settings}, to: str, subject: str) -> None:
      mailer = ${Mailer}(settings.model_copy(update={"smtp_host": "mail.example.com"}))

      with ${pytest}.raises(ValueError, match="linefeed or carriage return"):
          mailer.send(to, subject, "text")

      assert calls == []


  @${pytest}.mark.parametrize("error", [TimeoutError, ${smtplib}.SMTPServerDisconnected])
  def test_failures_are_logged(
      calls: Calls,
      settings: ${Settings},
      monkeypatch: ${pytest}.MonkeyPatch,
      caplog: ${pytest}.LogCaptureFixture,
      error: type[Exception],
  ) -> None:
      def refuse(*_: object) -> None:
          raise error

      monkeypatch.setattr(Server, "send_message", refuse)

      send(settings)

      assert ("quit",) in calls
      assert "a mail could not be sent" in caplog.text
      assert "Grüße" not in caplog.text


  def test_start_says_that_there_is_no_mail(
      settings: ${Settings}, caplog: ${pytest}.LogCaptureFixture
  ) -> None:
      mailer = ${Mailer}(settings.model_copy(update={"mail_to_log": False}))

      assert not mailer.is_available
      assert "no mail can be sent: SMTP_HOST is not set" in caplog.text


  def test_without_a_server_mail_is_logged(
      calls: Calls, settings: ${Settings}, caplog: ${pytest}.LogCaptureFixture
  ) -> None:
      send(settings, smtp_host="")

      assert calls == []
      assert "mail to ada@example.com, which is not sent: Hello" in caplog.text
      assert "Grüße" in caplog.text
`;
