import { mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  checkFolder,
  type PlannedFile,
  planWrite,
  WriteError,
  type WritePlan,
  type WriteRequest,
} from './write-plan.ts';

/** What a write did, or with `dryRun` would do; paths are relative to the workspace. */
export interface WriteReport {
  readonly root: string;
  readonly written: readonly string[];
  readonly overwritten: readonly string[];
  readonly unchanged: readonly string[];
  readonly skipped: readonly string[];
}

/**
 * Writes files into the workspace: first everything is checked, then everything is written.
 *
 * A refused write touches nothing. A write that fails half-way (no space, no permission) takes back the files
 * and folders that it had made; existing files are replaced only after every new text is safely on disk.
 */
export function writeFiles(request: WriteRequest, options: { readonly dryRun?: boolean } = {}): WriteReport {
  const plan = planWrite(request);
  if (options.dryRun !== true) apply(plan);
  return {
    root: plan.root,
    written: plan.create.map((file) => file.path),
    overwritten: plan.overwrite.map((file) => file.path),
    unchanged: plan.unchanged,
    skipped: plan.skipped,
  };
}

/** What has been made so far, to be taken back on failure. */
interface Progress {
  readonly folders: string[];
  readonly files: string[];
  readonly replaced: string[];
}

function apply(plan: WritePlan): void {
  const progress: Progress = { folders: [], files: [], replaced: [] };
  try {
    for (const file of plan.create) createFile(plan.root, file, progress);
    const staged = plan.overwrite.map((file) => stage(plan.root, file, progress));
    for (const { temporary, file } of staged) {
      renameSync(temporary, file.absolute);
      progress.replaced.push(file.path);
    }
  } catch (problem) {
    undo(progress);
    throw problem instanceof WriteError ? problem : stopped(problem, progress);
  }
}

function createFile(root: string, file: PlannedFile, progress: Progress): void {
  makeFolder(root, dirname(file.absolute), progress);
  writeNew(file.absolute, file.text);
  progress.files.push(file.absolute);
}

function stage(root: string, file: PlannedFile, progress: Progress): { temporary: string; file: PlannedFile } {
  checkFolder(root, dirname(file.absolute));
  const temporary = `${file.absolute}.${process.pid}.tmp`;
  writeNew(temporary, file.text);
  progress.files.push(temporary);
  return { temporary, file };
}

/** Fails when there is anything at that path, a dangling symbolic link included. */
function writeNew(path: string, text: string): void {
  writeFileSync(path, text, { flag: 'wx' });
}

function makeFolder(root: string, folder: string, progress: Progress): void {
  checkFolder(root, folder);
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) progress.folders.push(made);
}

function undo(progress: Progress): void {
  for (const path of progress.files) rmSync(path, { force: true });
  const deepestFirst = progress.folders.toSorted((left, right) => right.length - left.length);
  for (const folder of deepestFirst) removeIfEmpty(folder);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Someone else has put a file there meanwhile: it is theirs.
  }
}

function stopped(problem: unknown, progress: Progress): WriteError {
  const reason = problem instanceof Error ? problem.message : String(problem);
  const done =
    progress.replaced.length === 0
      ? 'Nothing was changed.'
      : `Already replaced: ${progress.replaced.map((path) => JSON.stringify(path)).join(', ')}.`;
  const fix = `${done} Free the path or the disk, then call write_files again.`;
  return new WriteError('INTERNAL', `writing stopped: ${reason}`, fix, progress.replaced);
}
