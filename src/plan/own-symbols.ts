/** Symbols of the generated application that do not belong to a resource. */
import { from, importAs } from '../python/index.ts';

export const authDependencies = from(
  'app.auth.dependencies',
  'AuthServiceDep',
  'CurrentUser',
  'KeyManager',
  'MailerDep',
  'no_store',
  'OPTIONAL_AUTH',
  'OptionalUser',
  'PasswordServiceDep',
  'require',
  'ResetLinksDep',
  'SELDOM_AUTH',
  'ThrottleDep',
  'UserFinder',
);
export const authExceptions = from(
  'app.auth.exceptions',
  'AuthenticationError',
  'EmailTakenError',
  'ForbiddenError',
  'KeyNotFoundError',
  'LimitedKeyError',
  'InvalidCredentialsError',
  'InvalidRefreshTokenError',
  'InvalidResetTokenError',
  'InvalidTokenError',
  'IssuerUnavailableError',
  'MailUnavailableError',
  'SubjectTakenError',
  'TooManyAttemptsError',
  'WrongPasswordError',
);
export const authDocs = from('app.auth.docs', 'declare_issuer', 'login_dialog');
export const authKeys = from('app.auth.keys', 'KeySet');
export const authModels = from(
  'app.auth.models',
  'ApiKey',
  'LoginAttempt',
  'LoginSession',
  'PasswordResetToken',
  'User',
);
export const authPasswords = from('app.auth.passwords', 'PasswordService', 'ResetLinks');
export const authRouter = importAs('app.auth.router', 'router', 'auth_router');
export const healthRouter = importAs('app.core.health', 'router', 'health_router');
export const authSchemas = from(
  'app.auth.schemas',
  'KeyCreate',
  'KeyRead',
  'KeyRotate',
  'NewKey',
  'LoginForm',
  'PasswordChange',
  'PasswordReset',
  'RefreshRequest',
  'ResetRequest',
  'ResetRequested',
  'TokenPair',
  'UserCreate',
  'UserRead',
  'UserUpdate',
);
export const authSecurity = from(
  'app.auth.security',
  'Claims',
  'hash_password',
  'hash_secret',
  'new_secret',
  'SHOWN',
  'InvalidTokenError',
  'TokenKind',
  'TokenSigner',
  'TokenVerifier',
  'verify_password',
);
export const authService = from('app.auth.service', 'AuthService');
export const authThrottle = from('app.auth.throttle', 'client_address', 'Throttle');
export const config = from('app.core.config', 'load_settings', 'Settings', 'SettingsDep');
export const database = from(
  'app.core.database',
  'Base',
  'Database',
  'DatabaseDep',
  'ExactDecimal',
  'FOREIGN_KEY',
  'open_session',
  'SessionDep',
  'utc_now',
  'check_reference',
  'change_one',
  'claim_row',
  'translated',
);
export const valueLists = from('app.core.value_lists', 'values_of');
export const errors = from(
  'app.core.errors',
  'AppError',
  'BODY_ERRORS',
  'check_references',
  'ContentTooLargeError',
  'EditConflictError',
  'FieldError',
  'PreconditionFailedError',
  'Problem',
  'PROBLEM_JSON',
  'problem_response',
  'problems',
  'RateLimitError',
  'register_error_handlers',
  'ServiceUnavailableError',
  'UnknownReferenceError',
);
export const mail = from('app.core.mail', 'Mailer');
export const requestLogging = from('app.core.logging', 'configure_logging', 'JsonFormatter', 'request_id_var');
export const middleware = from('app.core.middleware', 'BodyLimitMiddleware', 'RequestContextMiddleware');
export const pagination = from(
  'app.core.pagination',
  'InvalidCursorError',
  'LongLists',
  'Page',
  'PageQuery',
  'Paginator',
  'PaginatorDep',
  'Rows',
  'Slice',
  'sort_orders',
);
export const rateLimit = from('app.core.rate_limit', 'rate_limit', 'RateLimiter');
export const factory = from('app.factory', 'create_app');
export const etags = from('app.core.etags', 'check_match', 'etag', 'ETAG_HEADER', 'IfMatch');
