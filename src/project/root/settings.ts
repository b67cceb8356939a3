/** .env.example: every setting that this service has, with its default. */
import { authKitOf } from '../auth/index.ts';
import type { ServicePlan } from '../../plan/index.ts';
import type { Persistence, TextFile } from '../../targets/types.ts';
import { databaseUrl } from '../core/config.ts';
import { envLine } from '../text/env.ts';

/** .env.example. */
export function environmentFile(plan: ServicePlan, persistence: Persistence): TextFile {
  const kit = authKitOf(plan);
  const own = (kit?.settings(plan) ?? []).map((each) => each.environment);
  const log = plan.has.requestIds ? ['LOG_LEVEL=INFO'] : [];
  const about = kit?.notes.settings;
  const paragraphs = [
    head(plan, about !== undefined),
    ...(about === undefined ? [] : [[about, ...own].join('\n')]),
    database(plan, persistence),
    [...log, ...(about === undefined ? own : [])].join('\n'),
    ...(plan.has.rateLimits ? [rateLimits(plan)] : []),
    '# Larger request bodies answer 413.\nMAX_BODY_BYTES=1048576',
    '# A JSON list, for example ["https://www.example.com"]\nCORS_ORIGINS=[]',
  ];
  return { path: '.env.example', text: `${paragraphs.filter((each) => each !== '').join('\n\n')}\n` };
}

/** What there is to do with the file. */
function head({ hasSecret }: ServicePlan, hasIssuer: boolean): string {
  const all = '# Copy to .env. Every variable has a safe default';
  if (!hasSecret) return hasIssuer ? `${all} except the issuer, which is required.` : `${all}.`;
  const secret = '# SECRET_KEY=            # at least 32 characters; the README shows how to make one';
  return hasIssuer
    ? `${all} except SECRET_KEY and the issuer:\n# these are required.\n${secret}`
    : `${all} except SECRET_KEY, which is required.\n${secret}`;
}

const rateLimits = (plan: ServicePlan): string =>
  [
    "# Limits per client address. Use async+redis://host:6379 (pip install '.[redis]') to share",
    '# the counters between processes.',
    'RATE_LIMIT_DEFAULT=120/minute',
    ...(authKitOf(plan)?.isLimited ? ['RATE_LIMIT_AUTH=10/minute'] : []),
    'RATE_LIMIT_STORAGE=async+memory://',
  ].join('\n');

function database(plan: ServicePlan, { urls, oneDatabase }: Persistence): string {
  const name = databaseName(plan);
  const url = envLine('DATABASE_URL', databaseUrl(plan, urls));
  if (plan.config.database === 'postgresql' || oneDatabase) return url;
  return `${url}\n# ${envLine('DATABASE_URL', urls.postgresql(`${name}:${name}@localhost:5432/${name}`))}`;
}

/** The name of the database, and of its user where it has one. */
export const databaseName = ({ slug }: ServicePlan): string => slug.replaceAll('-', '_');
