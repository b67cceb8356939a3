/** Every symbol of other libraries that generated code uses, by module. Using one is importing it. */
import { from, importModule } from '../python/index.ts';

export const alembic = from('alembic', 'command', 'context', 'op');
export const alembicApi = from('alembic.autogenerate.api', 'AutogenContext');
export const alembicConfig = from('alembic.config', 'Config');
export const anyio = from('anyio', 'from_thread', 'CapacityLimiter');
export const anyioThread = from('anyio.to_thread', 'run_sync');
export const argparse = from('argparse', 'ArgumentParser', 'Namespace');
export const asyncLocks = from('asyncio', 'Lock');
export const base64 = from('base64', 'urlsafe_b64decode', 'urlsafe_b64encode');
export const collections = from('collections', 'Counter', 'defaultdict');
export const abc = from(
  'collections.abc',
  'AsyncGenerator',
  'Awaitable',
  'Callable',
  'Collection',
  'Coroutine',
  'Generator',
  'Iterable',
  'Iterator',
  'Mapping',
  'Sequence',
  'Set',
);
export const contexts = from(
  'contextlib',
  'asynccontextmanager',
  'AsyncExitStack',
  'closing',
  'contextmanager',
  'suppress',
);
export const contextvars = from('contextvars', 'ContextVar');
export const annotatedTypes = from('annotated_types', 'GroupedMetadata');
export const cryptographyFormats = from('cryptography.hazmat.primitives.serialization', 'Encoding', 'PublicFormat');
export const cryptographyKeys = from('cryptography.hazmat.primitives.asymmetric', 'ec', 'rsa');
export const dataclassModule = from('dataclasses', 'dataclass');
export const dates = from('datetime', 'date', 'datetime', 'time', 'timedelta', 'UTC');
export const decimals = from('decimal', 'Context', 'Decimal', 'InvalidOperation');
export const emailMessage = from('email.message', 'EmailMessage');
export const enumeration = from('enum', 'Enum', 'StrEnum');
export const fastapi = from(
  'fastapi',
  'APIRouter',
  'BackgroundTasks',
  'Body',
  'Cookie',
  'Depends',
  'FastAPI',
  'Form',
  'Header',
  'Path',
  'Query',
  'Request',
  'Response',
  'status',
);
export const fastapiExceptions = from('fastapi.exceptions', 'RequestValidationError');
export const cors = from('fastapi.middleware.cors', 'CORSMiddleware');
export const fastapiResponses = from('fastapi.responses', 'JSONResponse');
export const fastapiSecurity = from(
  'fastapi.security',
  'APIKeyHeader',
  'OAuth2AuthorizationCodeBearer',
  'OAuth2PasswordBearer',
);
export const fastapiSecurityUtils = from('fastapi.security.utils', 'get_authorization_scheme_param');
export const functools = from('functools', 'cache', 'cached_property', 'partial');
export const httpStatus = from('http', 'HTTPStatus');
export const httpServers = from('http.server', 'BaseHTTPRequestHandler', 'ThreadingHTTPServer');
export const httpxPackage = from('httpx', 'ASGITransport', 'AsyncClient', 'Client', 'HTTPError', 'Response');
export const ipaddress = from('ipaddress', 'ip_address', 'IPv6Address', 'IPv6Network');
export const itertools = from('itertools', 'count');
export const jwtAlgorithms = from('jwt.algorithms', 'ECAlgorithm', 'RSAAlgorithm');
export const limitsPackage = from('limits', 'parse', 'RateLimitItem');
export const limitsStrategies = from('limits.aio.strategies', 'FixedWindowRateLimiter');
export const limitsStorage = from('limits.storage', 'storage_from_string');
export const loggingSetup = from('logging.config', 'dictConfig');
export const maths = from('math', 'ceil', 'inf', 'isfinite');
export const pathlib = from('pathlib', 'Path');
export const pwdlib = from('pwdlib', 'PasswordHash');
export const pydantic = from(
  'pydantic',
  'AfterValidator',
  'AliasChoices',
  'AwareDatetime',
  'BaseModel',
  'BeforeValidator',
  'ConfigDict',
  'EmailStr',
  'Field',
  'FiniteFloat',
  'HttpUrl',
  'Json',
  'JsonValue',
  'MISSING',
  'PlainSerializer',
  'PlainValidator',
  'PrivateAttr',
  'SecretStr',
  'Strict',
  'StringConstraints',
  'TypeAdapter',
  'ValidationError',
  'WithJsonSchema',
  'WrapSerializer',
);
export const pydanticCore = from('pydantic_core', 'to_jsonable_python');
export const pydanticSettings = from('pydantic_settings', 'BaseSettings', 'SettingsConfigDict');
export const sa = from(
  'sqlalchemy',
  'create_engine',
  'Engine',
  'Tuple',
  'Update',
  'UnaryExpression',
  'and_',
  'BigInteger',
  'bindparam',
  'Boolean',
  'case',
  'cast',
  'CheckConstraint',
  'column',
  'ColumnElement',
  'ColumnExpressionArgument',
  'Connection',
  'Date',
  'DateTime',
  'delete',
  'Delete',
  'Dialect',
  'event',
  'exists',
  'false',
  'Float',
  'ForeignKey',
  'func',
  'Label',
  'Index',
  'insert',
  'inspect',
  'Integer',
  'JSON',
  'literal',
  'MetaData',
  'not_',
  'null',
  'Numeric',
  'or_',
  'pool',
  'Row',
  'RowMapping',
  'Select',
  'select',
  'String',
  'Text',
  'text',
  'Time',
  'true',
  'tuple_',
  'UniqueConstraint',
  'update',
  'Uuid',
);
export const saExc = from('sqlalchemy.exc', 'DisconnectionError', 'IntegrityError', 'SQLAlchemyError');
export const saAsync = from(
  'sqlalchemy.ext.asyncio',
  'async_sessionmaker',
  'AsyncConnection',
  'AsyncSession',
  'create_async_engine',
);
export const orm = from(
  'sqlalchemy.orm',
  'Session',
  'sessionmaker',
  'aliased',
  'DeclarativeBase',
  'InstrumentedAttribute',
  'load_only',
  'Mapped',
  'mapped_column',
  'relationship',
  'selectinload',
);
export const ormAttributes = from('sqlalchemy.orm.attributes', 'set_committed_value');
export const ormExc = from('sqlalchemy.orm.exc', 'StaleDataError');
export const saPool = from('sqlalchemy.pool', 'ConnectionPoolEntry');
export const saCompiler = from('sqlalchemy.ext.compiler', 'compiles');
export const saFunctions = from('sqlalchemy.sql.functions', 'FunctionElement');
export const saPostgresql = from('sqlalchemy.dialects.postgresql', 'ARRAY');
export const saSql = from('sqlalchemy.sql.compiler', 'SQLCompiler');
export const saTypes = from('sqlalchemy.types', 'TypeDecorator', 'TypeEngine');
export const smtp = from('smtplib', 'SMTP', 'SMTP_SSL');
export const ssl = from('ssl', 'create_default_context');
export const starletteDatastructures = from('starlette.datastructures', 'MutableHeaders');
export const starletteExceptions = from('starlette.exceptions', 'HTTPException');
export const starletteRouting = from('starlette.routing', 'compile_path');
export const starletteTypes = from('starlette.types', 'ASGIApp', 'Message', 'Receive', 'Scope', 'Send');
export const times = from('time', 'monotonic', 'perf_counter');
export const typing = from(
  'typing',
  'ParamSpec',
  'Annotated',
  'Any',
  'cast',
  'ClassVar',
  'Final',
  'Generic',
  'Literal',
  'LiteralString',
  'NamedTuple',
  'NoReturn',
  'Protocol',
  'Self',
  'TYPE_CHECKING',
  'TypeVar',
);
export const typingExtensions = from('typing_extensions', 'override');
export const urlParse = from('urllib.parse', 'parse_qs');
export const threading = from('threading', 'BoundedSemaphore', 'Event', 'Lock', 'Thread');
export const uuids = from('uuid', 'NAMESPACE_URL', 'UUID', 'uuid4', 'uuid5');
export const uuidUtils = from('uuid_utils.compat', 'uuid7');

/** Modules that are used by their own name, as in `json.dumps`. */
export const modules = {
  anyio: importModule('anyio'),
  argparse: importModule('argparse'),
  asyncio: importModule('asyncio'),
  base64: importModule('base64'),
  contextlib: importModule('contextlib'),
  datetime: importModule('datetime'),
  functools: importModule('functools'),
  hashlib: importModule('hashlib'),
  hmac: importModule('hmac'),
  httpx: importModule('httpx'),
  importlib: importModule('importlib'),
  json: importModule('json'),
  jwt: importModule('jwt'),
  logging: importModule('logging'),
  math: importModule('math'),
  os: importModule('os'),
  pytest: importModule('pytest'),
  re: importModule('re'),
  secrets: importModule('secrets'),
  smtplib: importModule('smtplib'),
  ssl: importModule('ssl'),
  sa: importModule('sqlalchemy', 'sa'),
  sys: importModule('sys'),
  time: importModule('time'),
  unicodedata: importModule('unicodedata'),
  uvicorn: importModule('uvicorn'),
} as const;

export const mocks = from('unittest.mock', 'ANY');
