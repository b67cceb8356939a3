/** Structured logging: one JSON object a line, with the id of the request it belongs to. */
import { type ModuleSpec, py } from '../../python/index.ts';
import { contextvars, dates, loggingSetup, modules, typingExtensions } from '../../plan/symbols.ts';

const { json, logging } = modules;
const { ContextVar } = contextvars;
const { UTC, datetime } = dates;
const { dictConfig } = loggingSetup;
const { override } = typingExtensions;

/** app/core/logging.py. */
export const loggingModule = (): ModuleSpec => ({
  path: 'app/core/logging.py',
  doc: 'Structured logging: one JSON object a line, with the id of the request it belongs to.',
  body: py`
    request_id_var: ${ContextVar}[str] = ${ContextVar}("request_id", default="-")

    _STANDARD_ATTRIBUTES = frozenset(vars(${logging}.makeLogRecord({}))) | {
        "message",
        "taskName",
        "color_message",  # uvicorn repeats its messages with terminal colours
    }


    class JsonFormatter(${logging}.Formatter):
        """Formats a record, its \`extra\` values included, as one line of JSON."""

        @${override}
        def format(self, record: ${logging}.LogRecord) -> str:
            extra = {k: v for k, v in vars(record).items() if k not in _STANDARD_ATTRIBUTES}
            entry = {
                "time": ${datetime}.fromtimestamp(record.created, ${UTC}).isoformat(),
                "level": record.levelname,
                "logger": record.name,
                "message": record.getMessage(),
                "request_id": request_id_var.get(),
                **extra,
            }
            if record.exc_info:
                entry["exception"] = self.formatException(record.exc_info)
            return ${json}.dumps(entry, default=str)


    def configure_logging(level: str) -> None:
        """Send all logs to stderr as JSON; our own access log replaces uvicorn's."""
        ${dictConfig}(
            {
                "version": 1,
                "disable_existing_loggers": False,
                "formatters": {"json": {"()": JsonFormatter}},
                "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
                "root": {"level": level, "handlers": ["stderr"]},
                "loggers": {
                    "uvicorn": {"handlers": [], "propagate": True},
                    "uvicorn.access": {"handlers": [], "propagate": False},
                    "httpx": {"level": "WARNING"},
                },
            }
        )
  `,
});
