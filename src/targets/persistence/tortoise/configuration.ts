/** app/core/orm.py: what the `tortoise` command reads. */
import { config } from '../../../plan/own-symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import { database } from './symbols.ts';

export const configurationModule: ModuleSpec = {
  path: 'app/core/orm.py',
  doc: 'What the `tortoise` command reads: pyproject.toml names it.',
  body: py`TORTOISE_ORM = ${database.tortoise_config}(${config.load_settings}().database_url)`,
};
