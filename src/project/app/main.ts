/** Entry point: `uvicorn app.main:app`. */
import { type ModuleSpec, py } from '../../python/index.ts';
import { config, factory } from '../../plan/own-symbols.ts';

const { load_settings } = config;
const { create_app } = factory;

/** app/main.py. */
export const mainModule = (): ModuleSpec => ({
  path: 'app/main.py',
  doc: 'Entry point: `uvicorn app.main:app`.',
  body: py`
    app = ${create_app}(${load_settings}())
  `,
});
