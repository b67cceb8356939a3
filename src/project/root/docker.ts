/** How the service is put into an image, and run with its database. */
import type { ServicePlan } from '../../plan/index.ts';
import type { Migrations, Persistence, TextFile } from '../../targets/types.ts';
import { yamlString } from '../text/yaml.ts';

/** The Python of the image. */
export const PYTHON = '3.13';
/** The PostgreSQL of compose and of continuous integration. */
export const POSTGRES = 'postgres:18';

/** Dockerfile. */
export const dockerfile = ({ rootFiles }: Migrations): TextFile => ({
  path: 'Dockerfile',
  text: `# Installed in one image, run in another that has neither the sources of packages nor their build tools.
FROM python:${PYTHON}-slim AS build
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
WORKDIR /src
COPY pyproject.toml constraints.txt README.md ./
COPY app app
RUN pip install --no-cache-dir -c constraints.txt '.[redis]'

FROM python:${PYTHON}-slim
RUN useradd --create-home --uid 10001 app
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1
WORKDIR /srv
COPY ${rootFiles.join(' ')} ./
COPY migrations migrations
USER app
EXPOSE 8000
HEALTHCHECK --start-period=20s --start-interval=1s CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/live')"]
# Behind a proxy, add --forwarded-allow-ips: rate limits count the address of the client.
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000", "--loop", "uvloop", "--http", "httptools", "--no-access-log"]
`,
});

/** compose.yaml. */
export const composeFile = ({ slug }: ServicePlan, { urls, migrations }: Persistence): TextFile => ({
  path: 'compose.yaml',
  text: `# The service, its database, and a step that migrates the database before the service starts.
# Secrets are taken from .env: SECRET_KEY, and the POSTGRES_PASSWORD of a database that is still empty.
name: ${yamlString(slug)}

x-app: &app
  build: .
  image: ${yamlString(slug)}
  env_file: .env
  environment:
    DATABASE_URL: ${urls.postgresql('app:${POSTGRES_PASSWORD:?is missing in .env}@database:5432/app')}

services:
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
      disable: true
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
`,
});
