/** Top-level modules of Python's standard library that generated code imports. */
const MODULES =
  'abc argparse asyncio base64 collections contextlib contextvars dataclasses datetime decimal email enum functools getpass ' +
  'hashlib hmac http importlib inspect io ipaddress itertools json logging math os pathlib random re secrets smtplib sqlite3 ssl string unittest ' +
  'subprocess sys tempfile threading time traceback typing unicodedata urllib uuid zoneinfo';
const KNOWN = new Set(MODULES.split(' '));

export const isStandardLibrary = (module: string): boolean => KNOWN.has(module);
