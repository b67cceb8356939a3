// Builds the server: one file that runs anywhere, and beside it the code that V8 makes of it, for a faster start.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const serverFile = join(root, 'dist/fastapi-architect.mjs');
const codeCacheFile = join(root, 'dist/fastapi-architect.cache');

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  // Large and seldom used: imported from node_modules when it is.
  external: ['@anthropic-ai/sdk'],
  logLevel: 'warning',
};

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

/** The whole program as the text of a function. */
async function programText() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ['src/stdio.ts'],
    format: 'cjs',
    plugins: [withoutElicitation],
    // What is imported when it is needed, is required: a script with code from a cache cannot import.
    supported: { 'dynamic-import': false },
    write: false,
  });
  const text = outputFiles[0].text.replace(/^#!.*\n/, '');
  return `(function(require,module){${text}\n})`;
}

/** A file that holds the program, and runs it. */
function buildRunner(entry, outfile, program) {
  const banner = { js: '#!/usr/bin/env node' };
  const define = { PROGRAM: JSON.stringify(program) };
  return build({ ...common, entryPoints: [entry], outfile, format: 'esm', define, banner });
}

/** What a session usually does first. */
function firstRequests() {
  const clientInfo = { name: 'build', version: '0' };
  const sentence =
    'Create a CRUD API for a blog post resource. Posts have a title, a tags list and an author. Soft delete.';
  const shop = JSON.parse(readFileSync(join(root, 'examples/shop.json'), 'utf8'));
  const requests = [
    ['initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo }],
    ['tools/list', {}],
    ['tools/call', { name: 'generate_crud', arguments: { description: sentence } }],
    ['tools/call', { name: 'scaffold_service', arguments: shop }],
  ];
  return requests.map(([method, params], id) => ({ jsonrpc: '2.0', id, method, params }));
}

/** Lets the program answer its first requests, and keeps the code that V8 has made for that. */
async function buildCodeCache(program) {
  const folder = mkdtempSync(join(root, 'dist/code-cache-'));
  try {
    const runner = join(folder, 'runner.mjs');
    const made = join(folder, 'code.cache');
    await buildRunner('scripts/build/code-cache.ts', runner, program);
    const requests = firstRequests();
    const { status, stderr } = spawnSync(process.execPath, [runner], {
      input: requests.map((request) => `${JSON.stringify(request)}\n`).join(''),
      env: {
        ...process.env,
        CODE_CACHE: made,
        CODE_CACHE_ANSWERS: String(requests.length),
        FASTAPI_ARCHITECT_CACHE: folder,
        // The sentence is read here, never by a model.
        ANTHROPIC_API_KEY: '',
      },
    });
    if (status !== 0) throw new Error(`the code cache could not be made: ${String(stderr).slice(-500)}`);
    renameSync(made, codeCacheFile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

rmSync(codeCacheFile, { force: true });
const program = await programText();
await buildRunner('scripts/build/launcher.ts', serverFile, program);
chmodSync(serverFile, 0o755);
await buildCodeCache(program);
