// Bundles the server into one file, which starts in half the time of a tree of modules.
import { chmod } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}dist/fastapi-architect.mjs`;

/**
 * The SDK makes a validator for the answers to elicitations whenever a server is made. This server asks nothing, and
 * the validator would be an eighth of its start.
 */
const withoutElicitation = {
  name: 'without-elicitation',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]sdk[\\/]dist[\\/]esm[\\/]validation[\\/]ajv-provider\.js$/ }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
    }));
  },
};

await build({
  absWorkingDir: root,
  entryPoints: ['src/stdio.ts'],
  outfile,
  bundle: true,
  minify: true,
  legalComments: 'linked',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // CommonJS dependencies call `require`, which an ES module does not have by itself.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  // Large and seldom used: imported from node_modules when it is.
  external: ['@anthropic-ai/sdk'],
  plugins: [withoutElicitation],
  logLevel: 'warning',
});
await chmod(outfile, 0o755);
