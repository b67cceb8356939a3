import { ON_CONFLICT, pathProblem, type WriteReport, writeFiles as writeToDisk } from '../../deliver/index.ts';
import { ArgumentReader, readBundleId, unknownArguments, unwrapArguments } from '../arguments.ts';
import { ToolError } from '../errors.ts';
import { selectFiles } from '../select-files.ts';
import { choice, object, text, texts } from '../schemas/json-schema.ts';
import { WRITE_OUTPUT } from '../schemas/output.ts';
import { count, quote } from '../text.ts';
import type { Answer, Tool } from '../tool.ts';

const NAME = 'write_files';
const KEYS = ['bundle_id', 'dir', 'paths', 'on_conflict', 'dry_run'] as const;

/** Writes a bundle into the configured workspace; registered only when there is one. */
export const writeFiles: Tool = {
  name: NAME,
  title: 'Write files to the workspace',
  description:
    'Writes the files of a bundle into a folder of the workspace, without sending them through the model. When a file ' +
    'exists with other content nothing is written, unless on_conflict says otherwise. Symbolic links and paths outside ' +
    'the workspace are refused. Writing the same bundle again changes nothing.',
  inputSchema: () =>
    object(
      {
        bundle_id: text('Of an earlier result'),
        dir: text('Folder relative to the workspace, made when missing; "." is the workspace itself'),
        paths: texts('Only these files; default all'),
        on_conflict: choice(ON_CONFLICT, 'When a file exists with other content. Default fail'),
        dry_run: { type: 'boolean', description: 'Only report what would be written. Default false' },
      },
      ['bundle_id', 'dir'],
    ),
  outputSchema: WRITE_OUTPUT,
  hints: () => ({ readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }),
  async run(received, { session }) {
    const given = unwrapArguments(received);
    const reader = new ArgumentReader(given);
    const folder = folderOf(reader.text('dir'));
    const paths = reader.texts('paths');
    const onConflict = reader.choice('on_conflict', ON_CONFLICT) ?? 'fail';
    const dryRun = reader.flag('dry_run') ?? false;
    const bundle = await session.library.find(readBundleId(reader, NAME));
    const files = paths === undefined ? bundle.files : selectFiles(bundle, paths);
    const root = workspaceOf(session.workspace);
    const report = writeToDisk({ root, folder, files, onConflict }, { dryRun });
    return answer({ bundle_id: bundle.id, dir: folder, dry_run: dryRun }, report, unknownArguments(given, KEYS));
  },
};

function workspaceOf(workspace: string | undefined): string {
  if (workspace !== undefined) return workspace;
  throw new ToolError('PATH_REJECTED', 'no workspace is configured', 'Start the server with --workspace DIR.');
}

function folderOf(given: string | undefined): string {
  if (given === undefined) {
    throw new ToolError(
      'INVALID_DESIGN',
      'dir: is missing',
      'Pass a folder relative to the workspace, e.g. "blog-api".',
    );
  }
  const folder = given.replace(/^\.\//, '').replace(/(?<=.)\/$/, '');
  const problem = folder === '.' ? undefined : pathProblem(folder);
  if (problem === undefined) return folder;
  throw new ToolError(
    'PATH_REJECTED',
    `dir: ${quote(given)} ${problem}`,
    'Pass a folder relative to the workspace, e.g. "services/blog", or "." for the workspace itself.',
  );
}

/** Room for each list of paths. */
const LIST_ROOM = 9_000;

function answer(
  head: { bundle_id: string; dir: string; dry_run: boolean },
  report: WriteReport,
  warnings: readonly string[],
): Answer {
  const lists = {
    written: fitPaths(report.written),
    overwritten: fitPaths(report.overwritten),
    unchanged: fitPaths(report.unchanged),
    skipped: fitPaths(report.skipped),
  };
  const structured = { ...head, summary: summaryOf(head.dry_run, report), root: report.root, ...lists, warnings };
  return { structured, text: renderWrite(structured) };
}

function summaryOf(dryRun: boolean, report: WriteReport): string {
  const facts = [
    count(report.written.length, 'new file'),
    `${report.overwritten.length} overwritten`,
    `${report.unchanged.length} unchanged`,
    `${report.skipped.length} skipped`,
  ];
  return `${dryRun ? 'Nothing was written (dry run); would be' : 'Written'}: ${facts.join(', ')}.`;
}

function fitPaths(paths: readonly string[]): readonly string[] {
  let room = LIST_ROOM;
  const end = paths.findIndex((path) => (room -= path.length + 4) < 0);
  return end === -1 ? paths : [...paths.slice(0, end), `… and ${paths.length - end} more`];
}

function renderWrite(result: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(result).map(([key, value]) =>
    Array.isArray(value)
      ? [`${key}:`, ...value.map((item) => `- ${String(item)}`)].join('\n')
      : `${key}: ${String(value)}`,
  );
  return lines.join('\n');
}
