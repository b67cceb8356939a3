import type { Bundle, BundleFile } from '../../deliver/index.ts';
import { ArgumentReader, readBundleId, unknownArguments, unwrapArguments } from '../arguments.ts';
import { ToolError } from '../errors.ts';
import { selectFiles } from '../select-files.ts';
import { answerOf } from '../result/answer.ts';
import type { FollowUp, GeneratorResult } from '../result/contract.ts';
import { firstPage, type Page } from '../result/pages.ts';
import { integer, object, text, texts } from '../schemas/json-schema.ts';
import { GENERATOR_OUTPUT } from '../schemas/output.ts';
import { count } from '../text.ts';
import { readOnly, type Tool } from '../tool.ts';

const NAME = 'read_files';
const KEYS = ['bundle_id', 'paths', 'offset', 'part'] as const;
/** Most paths that a follow-up names. */
const MOST_PATHS = 25;

/** Pages through the files of a bundle. */
export const readFiles: Tool = {
  name: NAME,
  title: 'Read generated files',
  description:
    'Returns contents of the files of a bundle, whole and as many as fit. Pass `paths`, or `offset`, an index in reading ' +
    'order. Call what `next` says until nothing is omitted.',
  inputSchema: () =>
    object(
      {
        bundle_id: text('Of an earlier result'),
        paths: texts('Which files, e.g. ["app/main.py"]'),
        offset: integer('Start at this file, counted from 0 in reading order'),
        part: integer('For a file too large for one result: which part of it, from 1'),
      },
      ['bundle_id'],
    ),
  outputSchema: GENERATOR_OUTPUT,
  hints: readOnly,
  async run(received, { session }) {
    const given = unwrapArguments(received);
    const reader = new ArgumentReader(given);
    const paths = reader.texts('paths');
    const offset = reader.index('offset') ?? 0;
    const part = reader.index('part') ?? 1;
    const bundle = await session.library.find(readBundleId(reader, NAME));

    const wanted = paths === undefined ? filesFrom(bundle, offset) : selectFiles(bundle, paths);
    const frame = frameOf(bundle, unknownArguments(given, KEYS));
    const page = firstPage(wanted, part);
    const omitted = wanted.length - page.done;
    return answerOf({
      ...frame,
      summary: describePage(bundle, page, omitted),
      files: page.files,
      omitted,
      next: followUps(bundle, wanted, page, paths === undefined ? offset : undefined),
    });
  },
};

function frameOf(bundle: Bundle, warnings: readonly string[]): GeneratorResult {
  return {
    bundle_id: bundle.id,
    summary: '',
    engine: 'design',
    routes: [],
    files: [],
    files_total: bundle.files.length,
    omitted: 0,
    assumptions: [],
    unparsed: [],
    warnings: warnings.slice(0, 5),
    next: [],
  };
}

function filesFrom(bundle: Bundle, offset: number): readonly BundleFile[] {
  if (offset < bundle.files.length || bundle.files.length === 0) return bundle.files.slice(offset);
  throw new ToolError(
    'NOT_FOUND',
    `offset: ${offset} is past the end of the ${count(bundle.files.length, 'file')} of this bundle`,
    `Pass an offset from 0 to ${bundle.files.length - 1}, or paths.`,
  );
}

function describePage(bundle: Bundle, page: Page, omitted: number): string {
  const whole = `${count(page.files.length, 'file')} of bundle ${bundle.id}`;
  const parted = page.files[0]?.part;
  const what = parted === undefined ? whole : `${page.files[0]?.path}, part ${parted}, of bundle ${bundle.id}`;
  return omitted === 0 ? `${what}; nothing is left.` : `${what}; ${count(omitted, 'file')} still to read.`;
}

function followUps(
  bundle: Bundle,
  wanted: readonly BundleFile[],
  page: Page,
  offset: number | undefined,
): readonly FollowUp[] {
  const rest = wanted.slice(page.done);
  if (rest.length === 0) return [];
  const part = page.nextPart === undefined ? {} : { part: page.nextPart };
  const where =
    offset === undefined
      ? { paths: rest.slice(0, MOST_PATHS).map((file) => file.path) }
      : { offset: offset + page.done };
  const why = page.nextPart === undefined ? 'read on' : 'read the next part';
  return [{ tool: NAME, arguments: { bundle_id: bundle.id, ...where, ...part }, why }];
}
