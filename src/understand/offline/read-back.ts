import type { Draft, DraftField, DraftResource } from './draft.ts';
import type { Span } from './text/source.ts';

/** What a resource was read as, with the words it came from, and what the text leaves open about it. */
export function readBack(draft: Draft, wordsOf: (span: Span) => string): string[] {
  return draft.all.flatMap((resource) => [fieldsOf(resource, wordsOf), ...openQuestions(resource)]);
}

const LONGEST_QUOTE = 40;

function fieldsOf(resource: DraftResource, wordsOf: (span: Span) => string): string {
  const fields = [...resource.fields.values()].map((field) => {
    const words = wordsOf(field.from).replace(/\s+/g, ' ').trim();
    const quote = words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words;
    return `${[`${field.name}: ${field.type}`, ...field.modifiers].join(' ')} ("${quote}")`;
  });
  return fields.length === 0
    ? `${resource.name} was read without fields.`
    : `${resource.name} was read as ${fields.join('; ')}.`;
}

/** Each can be answered by editing the design. */
function openQuestions(resource: DraftResource): string[] {
  return [required(resource), access(resource), lists(resource)].filter((question) => question !== undefined);
}

function required({ name, fields }: DraftResource): string | undefined {
  const unsaid = [...fields.values()].filter(isRequiredUnsaid).map((field) => field.name);
  if (unsaid.length === 0) return undefined;
  return `Is everything of ${name} required? The text does not call ${unsaid.join(', ')} optional: write "${unsaid[0]}?" for what may be missing.`;
}

function isRequiredUnsaid({ type, modifiers }: DraftField): boolean {
  if (type.startsWith('list<') || type.startsWith('manyToMany')) return false;
  return !modifiers.some((text) => /^(?:=|optional|required|readonly|from )/.test(text));
}

const OPERATIONS = ['list', 'get', 'create', 'update', 'delete'];

function access({ name, grants, operations }: DraftResource): string | undefined {
  const said = new Set(grants.flatMap((grant) => grant.operations));
  const unsaid = (operations ?? OPERATIONS).filter((operation) => !said.has(operation));
  if (unsaid.length === 0) return undefined;
  return `Who may ${unsaid.join(', ')} ${name}? The text does not say: write access lines such as "${unsaid[0]}: public" or "${unsaid.at(-1)}: owner or role:admin".`;
}

function lists({ name, filters, sort, search }: DraftResource): string {
  const said = [
    filters.length > 0 ? `filter by ${filters.map(({ text }) => text).join(', ')}` : 'no filter',
    sort.length > 0 ? `sort by ${sort.map(({ text }) => text).join(', ')}` : 'no order but newest first',
    search.length > 0 ? `search in ${search.map(({ text }) => text).join(', ')}` : 'no search',
  ];
  return `Lists of ${name} were read with ${said.join('; ')}. Add lines to \`filters\`, \`sort\` and \`search\` for more.`;
}
