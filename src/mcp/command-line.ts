import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from './log.ts';

/** What the command line asks for. */
export type Command =
  | { readonly run: 'serve'; readonly workspace?: string }
  | { readonly run: 'help' }
  | { readonly run: 'version' }
  | { readonly run: 'fail'; readonly problem: string };

export const USAGE = `Usage: fastapi-architect [--workspace DIR]

An MCP server on stdin and stdout that compiles API designs into FastAPI projects. It is started by an MCP client.

Options:
  --workspace DIR  let write_files write into DIR (else FASTAPI_ARCHITECT_WORKSPACE, else CLAUDE_PROJECT_DIR)
  --version        print the version
  --help           print this

Environment:
  FASTAPI_ARCHITECT_WORKSPACE  as --workspace
  FASTAPI_ARCHITECT_CACHE      where designs are kept between restarts
  ANTHROPIC_API_KEY            lets a model of Anthropic read descriptions; without it they are read offline
  ANTHROPIC_MODEL              which one (claude-sonnet-4-6)
  ANTHROPIC_BASE_URL           another address of the API, such as a proxy
  FASTAPI_ARCHITECT_DEADLINE   seconds that the model may take for a call (50, at most 55)
  LOG_LEVEL                    debug, info, warn (default), error or silent: JSON lines on stderr
`;

/** Reads the command line and the workspace; the working directory is never one. */
export function readCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): Command {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { workspace: { type: 'string' }, help: { type: 'boolean' }, version: { type: 'boolean' } },
    });
    if (values.help === true) return { run: 'help' };
    if (values.version === true) return { run: 'version' };
    return serveIn(values.workspace, env);
  } catch (problem) {
    return { run: 'fail', problem: messageOf(problem) };
  }
}

/** A workspace that was named for this server has to exist; a project folder that a host announces is only a hint. */
function serveIn(option: string | undefined, env: NodeJS.ProcessEnv): Command {
  const chosen = nonEmpty(option) ?? nonEmpty(env['FASTAPI_ARCHITECT_WORKSPACE']);
  if (chosen !== undefined) {
    if (isFolder(chosen)) return { run: 'serve', workspace: resolve(chosen) };
    return { run: 'fail', problem: `the workspace ${JSON.stringify(chosen)} is not an existing folder` };
  }
  const hint = nonEmpty(env['CLAUDE_PROJECT_DIR']);
  return hint !== undefined && isFolder(hint) ? { run: 'serve', workspace: resolve(hint) } : { run: 'serve' };
}

function nonEmpty(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === '' ? undefined : trimmed;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
