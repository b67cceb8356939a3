/** How the service is put into an image, and run with its database. */
import { authKitOf } from '../auth/index.ts';
import type { ServicePlan } from '../../plan/index.ts';
import type { Persistence, TextFile } from '../../targets/types.ts';
import { yamlString } from '../text/yaml.ts';

/** The Python of the image. */
export const PYTHON = '3.13';
/** The PostgreSQL of compose and of continuous integration. */
export const POSTGRES = 'postgres:18';

/** Where a database that is a file is kept. */
const DATA = '/data';

/** Whether the image holds its database, because it takes no other than that of its design. */
const keepsData = ({ config }: ServicePlan, { oneDatabase }: Persistence): boolean =>
  oneDatabase && config.database === 'sqlite';

const lines = (each: readonly string[] = []): string => each.map((line) => `${line}\n`).join('');

/** Dockerfile. */
export const dockerfile = (plan: ServicePlan, persistence: Persistence): TextFile => {
  const { image, migrations } = persistence;
  return {
    path: 'Dockerfile',
    text: `# Installed in one image, run in another that has neither the sources of packages nor their build tools.
FROM python:${PYTHON}-slim AS build
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
WORKDIR /src
COPY pyproject.toml constraints.txt README.md ./
COPY app app
RUN pip install --no-cache-dir -c constraints.txt '.[redis]'
${lines(image?.build)}
FROM python:${PYTHON}-slim
RUN useradd --create-home --uid 10001 app
COPY --from=build /venv /venv
${lines(image?.run)}ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1
WORKDIR /srv
${migrations.rootFiles.length > 0 ? `COPY ${migrations.rootFiles.join(' ')} ./\n` : ''}COPY ${migrations.folder} ${migrations.folder}
${keepsData(plan, persistence) ? `RUN install --directory --owner app ${DATA}\n` : ''}USER app
EXPOSE 8000
HEALTHCHECK --start-period=20s --start-interval=1s CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/live')"]
# Behind a proxy, add --forwarded-allow-ips: rate limits count the address of the client.
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000", "--loop", "uvloop", "--http", "httptools", "--no-access-log"]
`,
  };
};

const deployed = (plan: ServicePlan): string =>
  Object.entries(authKitOf(plan)?.deployed ?? {})
    .map(([name, value]) => `\n    ${name}: ${yamlString(value)}`)
    .join('');

/** compose.yaml. */
export const composeFile = (plan: ServicePlan, persistence: Persistence): TextFile => ({
  path: 'compose.yaml',
  text: keepsData(plan, persistence) ? withFile(plan, persistence) : withServer(plan, persistence),
});

const app = (plan: ServicePlan, databaseUrl: string): string => `x-app: &app
  build: .
  image: ${yamlString(plan.slug)}
  env_file: .env
  environment:
    DATABASE_URL: ${databaseUrl}${deployed(plan)}`;

const services = ({ migrations }: Persistence): string => `services:
  app:
    <<: *app
    ports:
      - "127.0.0.1:8000:8000"
    depends_on:
      migrate:
        condition: service_completed_successfully
    restart: unless-stopped

  migrate:
    <<: *app
    command: [${migrations.upgrade.map(yamlString).join(', ')}]
    healthcheck:
      disable: true`;

const withFile = (plan: ServicePlan, persistence: Persistence): string =>
  `# The service, and a step that migrates its database before it starts.${plan.hasSecret ? ' The SECRET_KEY is taken from .env.' : ''}
name: ${yamlString(plan.slug)}

${app(plan, persistence.urls.sqlite(`${DATA}/app.db`))}
  volumes:
    - data:${DATA}

${services(persistence)}

volumes:
  data:
`;

const secrets = ({ hasSecret }: ServicePlan): string =>
  hasSecret
    ? '# Secrets are taken from .env: SECRET_KEY, and the POSTGRES_PASSWORD of a database that is still empty.'
    : '# The POSTGRES_PASSWORD of a database that is still empty is taken from .env.';

const withServer = (plan: ServicePlan, persistence: Persistence): string =>
  `# The service, its database, and a step that migrates the database before the service starts.
${secrets(plan)}
name: ${yamlString(plan.slug)}

${app(plan, persistence.urls.postgresql('app:${POSTGRES_PASSWORD:?is missing in .env}@database:5432/app'))}

${services(persistence)}
    depends_on:
      database:
        condition: service_healthy

  database:
    image: ${POSTGRES}
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?is missing in .env}
      POSTGRES_DB: app
    volumes:
      - database:/var/lib/postgresql
    healthcheck:
      test: ["CMD", "pg_isready", "--username", "app", "--dbname", "app"]
      interval: 2s
      retries: 30
    restart: unless-stopped

volumes:
  database:
`;
