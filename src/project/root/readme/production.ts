/** What the README says of production: how the service gets there, and what to do before. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { Persistence } from '../../../targets/types.ts';
import { authKitOf } from '../../auth/index.ts';
import { shell } from '../../text/markdown.ts';

/** The last sections. */
export const productionSections = (plan: ServicePlan, persistence: Persistence): string[] =>
  plan.has.deployment
    ? [deployment(plan, persistence), beforeProduction(plan, persistence)]
    : [toProduction(persistence)];

function deployment({ config }: ServicePlan, { oneDatabase }: Persistence): string {
  if (oneDatabase && config.database === 'sqlite') {
    return `## Deploy

[compose.yaml](compose.yaml) runs the service, and migrates its database first; it takes its settings from \`.env\`:

${shell('docker compose up --build --wait')}`;
  }
  return `## Deploy

[compose.yaml](compose.yaml) runs the service with PostgreSQL, and migrates it first; it takes its settings from \`.env\`:

${shell(`echo "POSTGRES_PASSWORD=$(python3 -c 'import secrets; print(secrets.token_urlsafe(24))')" >> .env
docker compose up --build --wait`)}`;
}

function beforeProduction(plan: ServicePlan, { migrations }: Persistence): string {
  const tasks = [authKitOf(plan)?.notes.production ?? []].flat();
  return `## Before production

- Run \`${migrations.upgrade.join(' ')}\` as its own step, before the new version starts.
- With several processes, set \`RATE_LIMIT_STORAGE=async+redis://...\`; memory is counted per process.
- Behind a proxy, start uvicorn with \`--forwarded-allow-ips\`, or all clients share one rate limit.${tasks
    .map((each) => `\n- ${each}`)
    .join('')}`;
}

const toProduction = ({ migrations }: Persistence): string => `## To production

This is a prototype. Before strangers use it, set \`profile\` to \`production\` in its design,
\`.fastapi-architect/design.json\`, and generate it again. The API stays as it is and every file keeps its path; what comes is
rate limits, migrations, request ids and JSON logs, a readiness probe, Docker and continuous integration.

The first migration makes the tables that are here already: a database to keep takes \`${migrations.adopt}\` in its place.`;
