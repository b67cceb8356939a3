import type { Usage } from '../../understand/index.ts';
import { count } from '../text.ts';
import type { FileFact, FollowUp, GeneratorResult, RouteFact } from './contract.ts';

/**
 * The text rendering of a result. It is made from the structured one and from nothing else, and leaves nothing out:
 * a host hands one of the two to its model, and it is not known which.
 */
export function renderResult(result: GeneratorResult): string {
  const sections = [
    renderHead(result),
    renderNotes('Assumptions', result.assumptions),
    renderNotes('Not understood', result.unparsed),
    renderNotes('Warnings', result.warnings),
    renderNotes('Next', result.next.map(renderFollowUp)),
    result.design === undefined ? '' : renderDesign(result.design),
    renderNotes('Routes', result.routes.map(renderRoute)),
    renderFiles(result.files),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

/** The design as a fenced block. */
export function renderDesign(design: unknown): string {
  return `Design (edit it and call again):\n${fenced(JSON.stringify(design), 'json')}`;
}

/** A route on one line. */
export function renderRoute(route: RouteFact): string {
  const facts = [
    `${route.method} ${route.path} ${route.operation_id}: ${route.summary}`,
    `access: ${route.access}`,
    `params: ${orNone(route.params)}`,
    `body: ${orNone(route.body)}`,
    `success: ${route.success}`,
    `errors: ${orNone(route.errors)}`,
  ];
  return facts.join(' | ');
}

/** A file: a line with what identifies it, and its content as a fenced block when it is there. */
export function renderFile(file: FileFact): string {
  const part = file.part === undefined ? '' : `, part ${file.part}`;
  const facts = `${file.path} (${count(file.bytes, 'byte')}, sha256 ${file.sha256}${part})`;
  if (file.content === undefined) return `- ${facts}`;
  return `### ${facts}\n${fenced(file.content, languageOf(file.path))}`;
}

function renderHead(result: GeneratorResult): string {
  const id = result.bundle_id === undefined ? 'none (a draft without files)' : result.bundle_id;
  const facts = [
    `bundle_id: ${id}`,
    `engine: ${result.engine}`,
    `files_total: ${result.files_total}`,
    `omitted: ${result.omitted}`,
  ];
  return [result.summary, facts.join(' | '), ...renderUsage(result.usage)].join('\n');
}

function renderUsage(usage: Usage | undefined): readonly string[] {
  if (usage === undefined) return [];
  const facts = Object.entries(usage).map(([key, value]) => `${key} ${value}`);
  return [`usage: ${facts.join(' | ')}`];
}

function renderNotes(title: string, notes: readonly string[]): string {
  return notes.length === 0 ? '' : `${title}:\n${notes.map((note) => `- ${note}`).join('\n')}`;
}

function renderFollowUp(followUp: FollowUp): string {
  return `${followUp.tool} ${JSON.stringify(followUp.arguments)}: ${followUp.why}`;
}

function renderFiles(files: readonly FileFact[]): string {
  return files.length === 0 ? '' : `Files:\n${files.map(renderFile).join('\n')}`;
}

function orNone(facts: readonly string[]): string {
  return facts.length === 0 ? 'none' : facts.join(', ');
}

/** A fence is longer than every run of backticks in what it encloses. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  py: 'python',
  md: 'markdown',
  toml: 'toml',
  json: 'json',
  yml: 'yaml',
  yaml: 'yaml',
  ini: 'ini',
};

function languageOf(path: string): string {
  return LANGUAGES[path.slice(path.lastIndexOf('.') + 1)] ?? '';
}
