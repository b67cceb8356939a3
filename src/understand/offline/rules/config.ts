import type { Draft } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { isNegated } from '../text/grammar.ts';

/** Reads the choices that hold for the whole service: authentication, database, pagination, profile. */
export const configRules: readonly Rule[] = [withoutParts, settings, features, pageSizes, pagination, alreadyThere];

interface Setting {
  readonly pattern: RegExp;
  readonly key: string;
  readonly value: string | number | boolean;
}

const STYLE = String.raw`(?:\s+(?:based\s+)?(?:auth\w*|tokens?|logins?|security))*`;

const SETTINGS: readonly Setting[] = [
  {
    pattern: new RegExp(String.raw`\b(?:jwts?|json web tokens?|bearer tokens?)\b(?:-based\b)?${STYLE}`, 'i'),
    key: 'auth_style',
    value: 'jwt',
  },
  {
    pattern: new RegExp(String.raw`\boauth\s?2?(?:\.0)?\b(?:-based\b)?${STYLE}`, 'i'),
    key: 'auth_style',
    value: 'oauth2',
  },
  { pattern: new RegExp(String.raw`\bapi[- ]keys?\b(?:-based\b)?${STYLE}`, 'i'), key: 'auth_style', value: 'api_key' },
  {
    pattern:
      /\b(?:api[-_ ]?keys?|x-api-key|key[- ]based auth\w*)\b(?:\s+(?:header|in (?:the|a) header))?|\bkeys? in the header\b/i,
    key: 'auth_style',
    value: 'api_key',
  },
  {
    pattern:
      /\b(?:single sign[- ]?on|sso|oidc|openid connect)\b|\b(?:log|sign)s?(?:ging|ing)?[- ]in (?:with|via|through) (?:google|github|microsoft|facebook|apple)\b/i,
    key: 'auth_style',
    value: 'oauth2',
  },
  {
    pattern:
      /\b(?:log|sign)(?:s|ging|ing)?[- ]?in (?:with|by|via|using) (?:an? |their )?(?:e-?mail|user ?name)(?: address)?(?:(?:,| and| or) (?:an? )?(?:user ?name|password))*|\btoken[- ]based auth\w*|\bauthenticates? with an? (?:bearer )?token\b|\b(?:register|sign up) and (?:log|sign) in\b|\buser (?:registration|accounts?)(?: and login)?\b/i,
    key: 'auth_style',
    value: 'jwt',
  },
  { pattern: /\bpublic api\b/i, key: 'auth_style', value: 'none' },
  { pattern: /\b(?:pg|psql|postgres(?:ql)?)\b(?:\s+database\b)?/i, key: 'database', value: 'postgresql' },
  { pattern: /\bsqlite3?\b(?:\s+database\b)?/i, key: 'database', value: 'sqlite' },
  { pattern: /\b(?:mysql|mariadb)\b(?:\s+database\b)?/i, key: 'database', value: 'mysql' },
  { pattern: /\bsqlalchemy\b(?:\s+2(?:\.0)?)?(?:\s+orm\b)?/i, key: 'db_library', value: 'sqlalchemy' },
  { pattern: /\btortoise(?:[- ]orm)?\b/i, key: 'db_library', value: 'tortoise' },
  { pattern: /\bprisma\b(?:\s+(?:orm|client)\b)?/i, key: 'db_library', value: 'prisma' },
  { pattern: /(?<![\w-])async(?:hronous)?\b/i, key: 'async_mode', value: true },
  { pattern: /(?<![\w-])sync(?:hronous)?\b(?! with)/i, key: 'async_mode', value: false },
  {
    pattern: /\b(?:with|includ(?:e|ing)|and)\s+(?:unit |integration |pytest )?tests?\b/i,
    key: 'include_tests',
    value: true,
  },
  { pattern: /\b(?:mvp|(?:rapid |quick )?prototype)\b/i, key: 'profile', value: 'mvp' },
  { pattern: /\bproduction[- ](?:ready|grade|quality)\b/i, key: 'profile', value: 'production' },
  { pattern: /^pagination(?: style)?\s*:\s*cursor\b/i, key: 'pagination', value: 'cursor' },
  { pattern: /^pagination(?: style)?\s*:\s*(?:limit[-/ ])?offset\b/i, key: 'pagination', value: 'offset' },
  { pattern: /^pagination(?: style)?\s*:\s*page(?: numbers?)?\b/i, key: 'pagination', value: 'page' },
  { pattern: /\b(?:cursor|keyset)[- ]?(?:based )?paginat(?:ion|ed)\b/i, key: 'pagination', value: 'cursor' },
  { pattern: /\b(?:limit[-/ ])?offset[- ]?(?:based )?paginat(?:ion|ed)\b/i, key: 'pagination', value: 'offset' },
  { pattern: /\bpage[- ]?(?:numbers? )?(?:based )?paginat(?:ion|ed)\b/i, key: 'pagination', value: 'page' },
];

const ACCOUNTS =
  '(?:user\\s+)?(?:accounts?|auth(?:entication|orization)?|log-?ins?|sign-?ins?|sign-?ups?|registration|permissions|access control)';
const ACCOUNTS_LIST = `${ACCOUNTS}(?:(?:\\s*,\\s*|\\s+(?:or|and|nor)\\s+)(?:any\\s+|no\\s+)?(?:kind of\\s+|sort of\\s+)?(?:${ACCOUNTS}|roles|users))*`;

/** "no authentication", "skip tests". */
const WITHOUT: readonly Setting[] = [
  {
    pattern: new RegExp(
      String.raw`\b(?:(?:there\s+(?:is|are)\s+|we\s+have\s+)?no|without(?:\s+any)?|skip|leave out|(?:do|does)\s+not\s+(?:need|want|add|require|have|use|include)(?:\s+any)?|no need (?:for|of)(?:\s+any)?|(?:won't|will not|not)\s+(?:do|needed|need))\s*:?\s+${ACCOUNTS_LIST}(?:\s+(?:is\s+|are\s+)?(?:needed|necessary|required|at all|here|for (?:now|this|it|anything)))*(?=$|[\s,.;:(])(?!\s+(?:(?:is|are)\s+(?:needed|required|necessary)\s+)?(?:to|for)\s+\w)`,
      'i',
    ),
    key: 'auth_style',
    value: 'none',
  },
  {
    pattern: new RegExp(
      String.raw`^(?:the\s+)?${ACCOUNTS_LIST}\s+(?:is|are)\s+(?:not\s+(?:needed|required|necessary|wanted|planned)|unnecessary|out of scope)|^auth\w*\s*[:=]\s*(?:none|no)\b|\bnobody (?:has|needs) to (?:log|sign) in\b|\bunauthenticated (?:api|service|app)\b|^(?:there (?:are|is) )?no (?:users|accounts)$`,
      'i',
    ),
    key: 'auth_style',
    value: 'none',
  },
  { pattern: /\b(?:no|without(?: any)?|skip)\s+(?:unit\s+)?tests?\b/i, key: 'include_tests', value: false },
];

const FEATURE_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\brate[- ]?limit(?:s|ed|ing)?\b|\bthrottl(?:e|es|ed|ing)\b/i, 'rate_limit'],
  [
    /\b(?:not more than|no more than|at most|max(?:imum)?(?: of)?|up to|limited to|limit of)\s+(?:\d+|one|two|three|five|ten)(?:\s+(?!per\b|a\b|an\b)\w+){0,2}\s*(?:\/|per|an?|each|every)\s*(?:second|sec|minute|min|hour)s?\b/i,
    'rate_limit',
  ],
  [/\bidempoten(?:cy|t)\b(?:\s+keys?)?/i, 'idempotency'],
  [/\b(?:prometheus\s+)?metrics\b(?:\s+endpoint)?/i, 'metrics'],
];

function withoutParts(reading: Reading): void {
  const needsAccounts = reading.clauses.some(({ text }) => NEEDS_ACCOUNTS.test(text));
  for (const setting of WITHOUT) {
    if (setting.key !== 'auth_style' || !needsAccounts) applySetting(reading, setting, () => true);
  }
}

/** What there is only where people have accounts: then "no login" is about some of it. */
const NEEDS_ACCOUNTS =
  /(?<!\b(?:no|not|without|nobody)\b[^.;]{0,40})(?:\b(?:logged|signed)[- ]in\b|\b(?:jwt|oauth2?|password flow)\b|\b(?:log|sign)s? in\b|\bneeds? (?:a |to )?(?:login|log ?in)\b|\bregisters? with\b|\bonly (?:the )?(?:admins?|staff|owners?|managers?|supervisors?)\b|\b(?:admins?|supervisors?|managers?|staff|operators?|organi[sz]ers?) only\b|\btheir own\b|\b(?:as an? )admin\b|\brole\b)/i;

function settings(reading: Reading): void {
  for (const setting of SETTINGS) applySetting(reading, setting, (before) => !isNegated(before));
}

function applySetting({ clauses, draft }: Reading, setting: Setting, holds: (before: string) => boolean): void {
  for (const clause of clauses) {
    for (const found of clause.matches(setting.pattern)) {
      if (found.whole.claimed || !holds(found.before)) continue;
      choose(draft, setting.key, setting.value, found.whole);
    }
  }
}

/** The first statement holds; another one is left for the report. */
function choose(draft: Draft, key: string, value: string | number | boolean, from: Phrase): void {
  const known = draft.config.get(key);
  if (known && known.value !== value) return;
  draft.config.set(key, { value, from });
  from.claim();
}

function features({ clauses, draft }: Reading): void {
  for (const clause of clauses) {
    for (const [pattern, feature] of FEATURE_PATTERNS) {
      for (const { whole, before } of clause.matches(pattern)) {
        if (whole.claimed || isNegated(before)) continue;
        draft.features.set(feature, whole);
        whole.claim();
      }
    }
  }
}

/** "50 items per page", "at most 100 per page". */
function pageSizes({ clauses, draft }: Reading): void {
  const pattern = regex(
    String.raw`\b(?<most>(?:max(?:imum)?(?: of)?|at most|up to|no more than)\s+)?(?<size>\d{1,6})\s+(?:`,
    String.raw`(?:items|results|rows|records|entries|max(?:imum)?|at most|[a-z]+)\s+)?(?:per|a|each)\s+page\b|\bpages? of (?:at most |up to )?(?<size3>\d{1,6})\b(?<most3>[^.;,]{0,12}\b(?:at most|max(?:imum)?)\b)?|\b(?:page size|pagination)`,
    String.raw`(?: of| is|:)?\s+(?<size2>\d{1,6})\b`,
  );
  for (const clause of clauses) {
    for (const found of clause.matches(pattern)) {
      const size = Number(found.text('size') || found.text('size2') || found.text('size3'));
      const isMost =
        found.optional('most') ?? found.optional('most3') ?? found.whole.match(/\bmax(?:imum)?\b|\bat most\b/i);
      choose(draft, isMost ? 'max_page_size' : 'page_size', size, found.whole);
    }
  }
}

/** "with pagination": the style is the default, and said. */
function pagination({ clauses, draft }: Reading): void {
  const pattern = regex(
    String.raw`\bpaginat(?:ion|ed|es?|ing)\b(?:\s+(?:for|of|on)\s+(?:the\s+|all\s+)?`,
    String.raw`(?:listings?|lists?|results|list endpoints?))?`,
  );
  for (const clause of clauses) {
    for (const { whole, before } of clause.matches(pattern)) {
      if (whole.claimed || isNegated(before)) continue;
      if (!draft.config.has('pagination')) {
        draft.config.set('pagination', { value: 'cursor', from: whole });
        draft.assume('The pagination style is cursor, since none was named.');
      }
      whole.claim();
    }
  }
}

interface BuiltIn {
  readonly pattern: RegExp;
  readonly what: string;
  /** Whether prototypes have it too. */
  readonly always: boolean;
}

/** What every production project has. */
const ALREADY_THERE: readonly BuiltIn[] = [
  {
    pattern: /\b(?:docker(?:file|ized)?|docker[- ]compose)\b(?:\s+(?:support|setup))?/i,
    what: 'A Dockerfile',
    always: false,
  },
  { pattern: /\b(?:alembic|(?:database\s+)?migrations?)\b/i, what: 'Migrations', always: false },
  { pattern: /\b(?:health|readiness)[- ]?(?:checks?|endpoints?|probes?)\b/i, what: 'A health check', always: true },
  {
    pattern: /\b(?:openapi|swagger)\b(?:\s+(?:docs?|documentation|schema|ui))?/i,
    what: 'OpenAPI documentation',
    always: true,
  },
];

/** "Docker", "health check": nothing to choose in a profile that has it. */
function alreadyThere({ clauses, draft }: Reading): void {
  const profile = draft.config.get('profile')?.value === 'mvp' ? 'mvp' : 'production';
  for (const clause of clauses) {
    for (const { pattern, what } of ALREADY_THERE.filter(({ always }) => always || profile === 'production')) {
      for (const { whole, before } of clause.matches(pattern)) {
        if (whole.claimed || isNegated(before)) continue;
        whole.claim();
        draft.assume(`${what} is part of the ${profile} profile.`.replace(/^(Migrations) is/, '$1 are'));
      }
    }
  }
}
