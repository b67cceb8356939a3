/** The options of a service. */
import { type Config, FEATURES, type Feature } from '../api-design.ts';
import type { Report } from '../issue.ts';
import { snake } from '../naming.ts';
import { type Line, namesOf } from '../normalise/lines.ts';
import { type JsonObject, textOf } from '../normalise/values.ts';
import { didYouMean } from '../suggest.ts';
import { oneOf, readSwitch } from './choices.ts';
import type { Mutable } from './model.ts';

export const CONFIG_DEFAULTS: Config = {
  profile: 'production',
  async_mode: true,
  auth_style: 'jwt',
  pagination: 'cursor',
  db_library: 'sqlalchemy',
  database: 'sqlite',
  include_tests: true,
  api_prefix: '/api/v1',
  page_size: 20,
  max_page_size: 100,
  features: [],
};

/** What each choice offers; the wire schema is made from it too. */
export const CONFIG_CHOICES = {
  profile: ['mvp', 'production'],
  auth_style: ['jwt', 'oauth2', 'api_key', 'none'],
  pagination: ['cursor', 'offset', 'page'],
  db_library: ['sqlalchemy', 'tortoise', 'prisma'],
  database: ['sqlite', 'postgresql'],
} as const;

const CHOICES = ['profile', 'auth_style', 'pagination', 'db_library', 'database'] as const;

const KEYS = [...Object.keys(CONFIG_DEFAULTS), 'id_type'];

const KEY_ALIASES: Readonly<Record<string, string>> = {
  async: 'async_mode',
  is_async: 'async_mode',
  auth: 'auth_style',
  authentication: 'auth_style',
  orm: 'db_library',
  db: 'database',
  tests: 'include_tests',
  generate_tests: 'include_tests',
  prefix: 'api_prefix',
  base_path: 'api_prefix',
  per_page: 'page_size',
  default_page_size: 'page_size',
  max_per_page: 'max_page_size',
};

const VALUE_ALIASES: Readonly<Record<string, string>> = {
  bearer: 'jwt',
  token: 'jwt',
  oauth: 'oauth2',
  oidc: 'oauth2',
  apikey: 'api_key',
  'api-key': 'api_key',
  off: 'none',
  postgres: 'postgresql',
  pg: 'postgresql',
  psql: 'postgresql',
  sqlite3: 'sqlite',
  sqlmodel: 'sqlalchemy',
  'tortoise-orm': 'tortoise',
  keyset: 'cursor',
  limit: 'offset',
  'limit-offset': 'offset',
  limit_offset: 'offset',
  pages: 'page',
  'page-number': 'page',
  prototype: 'mvp',
  prod: 'production',
};

/** Features of earlier designs that projects have now, by which ones do. */
const BUILT_IN: Readonly<Record<string, string>> = {
  docker: 'every project of profile production',
  migrations: 'every project of profile production',
  rate_limit: 'every project of profile production',
  request_id: 'every project of profile production',
  cors: 'every project',
  health: 'every project',
};
/** Features that are known by name and not made. */
const NOT_MADE = ['caching', 'multi_tenant', 'websockets'];

/** Reads the options, fills in the rest, and checks that they go together. */
export function checkConfig(given: JsonObject, report: Report): Config {
  const config: Mutable<Config> = { ...CONFIG_DEFAULTS };
  const stated = new Set<string>();
  for (const [written, value] of Object.entries(given)) {
    if (value === '' || value === null || value === undefined) continue;
    const name = snake(written);
    const key = Object.hasOwn(KEY_ALIASES, name) ? KEY_ALIASES[name]! : name;
    if (!KEYS.includes(key)) {
      report.warn(
        `config.${written}`,
        `unknown option "${written}" is ignored; options: ${Object.keys(CONFIG_DEFAULTS).join(', ')}`,
        {
          got: value,
          suggestion: didYouMean(written, [...KEYS, ...Object.keys(KEY_ALIASES)]),
        },
      );
      continue;
    }
    stated.add(key);
    readOption(config, key, value, report);
  }
  checkTogether(config, stated, report);
  return config;
}

function readOption(config: Mutable<Config>, key: string, value: unknown, report: Report): void {
  const path = `config.${key}`;
  switch (key) {
    case 'async_mode':
    case 'include_tests':
      config[key] = readBoolean(value, path, report) ?? config[key];
      break;
    case 'page_size':
    case 'max_page_size':
      config[key] = readSize(value, path, report) ?? config[key];
      break;
    case 'api_prefix':
      config.api_prefix = readPrefix(value, path, report) ?? config.api_prefix;
      break;
    case 'features':
      config.features = readFeatures(namesOf(value, path, report), report);
      break;
    case 'id_type':
      if (textOf(value) !== 'uuid') report.warn(path, 'ids are always UUIDs (version 7)', { got: value });
      break;
    default:
      for (const choice of CHOICES) if (choice === key) readChoice(config, choice, value, report);
  }
}

function readChoice(config: Mutable<Config>, key: keyof typeof CONFIG_CHOICES, value: unknown, report: Report): void {
  const got = textOf(value) ?? '';
  const lower = got.toLowerCase();
  const word = Object.hasOwn(VALUE_ALIASES, lower) ? VALUE_ALIASES[lower]! : lower;
  const found = oneOf<string>(word, CONFIG_CHOICES[key], { path: `config.${key}`, what: key, got }, report);
  if (found !== undefined) Object.assign(config, { [key]: found });
}

function readBoolean(value: unknown, path: string, report: Report): boolean | undefined {
  const text = textOf(value)?.toLowerCase();
  if (text !== undefined && ['true', 'yes', 'on', '1'].includes(text)) return true;
  if (text !== undefined && ['false', 'no', 'off', '0'].includes(text)) return false;
  report.error(path, 'must be true or false', { got: value });
  return undefined;
}

const LARGEST_PAGE = 1000;

function readSize(value: unknown, path: string, report: Report): number | undefined {
  const size = Number(textOf(value) ?? Number.NaN);
  if (Number.isInteger(size) && size >= 1 && size <= LARGEST_PAGE) return size;
  report.error(path, `must be a whole number from 1 to ${LARGEST_PAGE}`, { got: value });
  return undefined;
}

function readPrefix(value: unknown, path: string, report: Report): string | undefined {
  const segments = (textOf(value) ?? '').split('/').filter(Boolean);
  if (
    typeof value === 'string' &&
    value.length <= 100 &&
    segments.every((segment) => /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(segment))
  ) {
    return segments.map((segment) => `/${segment}`).join('');
  }
  report.error(path, 'must be a path of letters, digits, "-" and "_", e.g. "/api/v1"', { got: value });
  return undefined;
}

function readFeatures(lines: readonly Line[], report: Report): Feature[] {
  const found = new Set<Feature>();
  for (const line of lines) {
    const { name, on, path, given } = readSwitch(line);
    if (!on) continue;
    const owners = Object.hasOwn(BUILT_IN, name) && BUILT_IN[name];
    if (owners) report.warn(path, `${name} is built in: ${owners} has it`, { got: given });
    else if (NOT_MADE.includes(name))
      report.unsupported(path, `${name} is not supported; features: ${FEATURES.join(', ')}`, given);
    else {
      const feature = oneOf(name, FEATURES, { path, what: 'feature', got: given }, report);
      if (feature) found.add(feature);
    }
  }
  return FEATURES.filter((feature) => found.has(feature));
}

function checkTogether(config: Mutable<Config>, stated: ReadonlySet<string>, report: Report): void {
  if (config.db_library === 'tortoise' && !config.async_mode) {
    report.error('config.async_mode', 'Tortoise is async only: set async_mode to true, or db_library to sqlalchemy', {
      got: false,
    });
  }
  if (config.page_size <= config.max_page_size) return;
  if (stated.has('max_page_size') && stated.has('page_size')) {
    report.error(
      'config.page_size',
      `page_size (${config.page_size}) is larger than max_page_size (${config.max_page_size})`,
      {
        got: config.page_size,
      },
    );
  } else if (stated.has('page_size')) {
    config.max_page_size = config.page_size;
    report.assume('config.max_page_size', `raised to ${config.page_size}, the page_size`);
  } else {
    config.page_size = config.max_page_size;
    report.assume('config.page_size', `lowered to ${config.max_page_size}, the max_page_size`);
  }
}
