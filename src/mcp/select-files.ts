import type { Bundle, BundleFile } from '../deliver/index.ts';
import { didYouMean } from '../design/suggest.ts';
import { type Problem, problemsError } from './errors.ts';

/** The files at these paths, in that order; NOT_FOUND names every path that there is not. */
export function selectFiles(bundle: Bundle, paths: readonly string[]): readonly BundleFile[] {
  const byPath = new Map(bundle.files.map((file) => [file.path, file]));
  const wanted = [...new Set(paths)];
  const problems = wanted.filter((path) => !byPath.has(path)).map((path) => unknownPath(path, [...byPath.keys()]));
  if (problems.length > 0) {
    throw problemsError('NOT_FOUND', problems, `Pass paths of this bundle, or an offset from 0 to ${byPath.size - 1}.`);
  }
  return wanted.flatMap((path) => byPath.get(path) ?? []);
}

function unknownPath(got: string, known: readonly string[]): Problem {
  const suggestion = didYouMean(got, known);
  const problem = { path: 'paths', message: 'no such file in this bundle', got };
  return suggestion === undefined ? problem : { ...problem, suggestion };
}
