import pkg from '../../package.json' with { type: 'json' };
import { cacheFolder } from '../deliver/index.ts';
import { modelSettings } from '../understand/anthropic/settings.ts';
import { readCommandLine, USAGE } from './command-line.ts';
import { serveStdio } from './serve-stdio.ts';

/** Runs the program: serves a client on stdio, unless the command line asks for something else. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const command = readCommandLine(args, env);
  if (command.run === 'help') process.stdout.write(USAGE);
  else if (command.run === 'version') process.stdout.write(`${pkg.version}\n`);
  else if (command.run === 'fail') fail(command.problem);
  else await serve(command.workspace, env);
}

function serve(workspace: string | undefined, env: NodeJS.ProcessEnv): Promise<void> {
  const cache = cacheFolder(env);
  return serveStdio({
    asksModel: modelSettings(env) !== undefined,
    ...(workspace === undefined ? {} : { workspace }),
    ...(cache === undefined ? {} : { cacheFolder: cache }),
  });
}

function fail(problem: string): void {
  process.stderr.write(`fastapi-architect: ${problem}\n\n${USAGE}`);
  process.exitCode = 2;
}
