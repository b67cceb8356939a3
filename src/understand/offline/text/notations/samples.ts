import type { Edit, Rewriting } from '../rewriting.ts';

/** An example of a thing in JSON, with objects inside it, made sentences: "crate fields: label (string), weight (float)." */

/** `This is what a crate looks like:\n{` and `crate: {`, with a member in quotes. */
const SAMPLE = /\{(?=\s*(?:\/\/[^\n]*\n\s*)?"[A-Za-z_]\w*"\s*:)/g;
/** So much of the text before an example may say what it is one of. */
const LONGEST_INTRO = 160;

const NAME = [
  /\b(?:an?|one|each|every|the|our|single)\s+(?:typical\s+|sample\s+|example\s+)?(?<name>[a-z]\w*(?:\s(?!(?:looks?|is|would|could|as|in|has|object|record|might)\b)[a-z]\w*)?)\s+(?:looks?|is|would|could|as|in|has|object|record|might)\b/i,
  /\b(?:example|sample|json)\s+(?:of|for)\s+(?:an?\s+|the\s+|one\s+)?(?<name>[a-z]\w*)\s*:?\s*$/i,
  /^\W*(?:an?\s+|the\s+|example\s+|sample\s+)?(?<name>(?!(?:body|payload|request|response|json|example|sample|data|input|params|fields)\b)[a-z]\w*)\s*(?:example|sample)?\s*[:=]?\s*$/i,
];

/** Rewrites every example whose name is said before it. */
export function readSamples(rewriting: Rewriting): void {
  if (!rewriting.text.includes('{')) return;
  const edits: Edit[] = [];
  for (const found of rewriting.text.matchAll(SAMPLE)) {
    if (found.index < (edits.at(-1)?.end ?? 0)) continue;
    const before = rewriting.text.slice(Math.max(0, found.index - LONGEST_INTRO), found.index);
    const intro = before
      .replace(/[\s:=-]+$/, '')
      .split('\n')
      .at(-1)!;
    if (/[{}]/.test(intro)) continue;
    const name = NAME.map((pattern) => pattern.exec(intro)?.groups?.['name']).find((one) => one !== undefined);
    if (name !== undefined) edits.push(...(new Sample(rewriting.text, found.index).read(name) ?? []));
  }
  rewriting.apply(edits);
}

const MEMBER = /[\s,]*(?:\/\/[^\n]*\n\s*)*"(?<key>[A-Za-z_]\w*)"\s*:\s*/dy;
const PLAIN = /(?<value>"(?:\\.|[^"\\\n])*"|-?\d+(?:\.\d+)?|true|false|null|\[[^[\]{}]*\])(?:[ \t]*,)?/y;
const COMMENT = /[ \t]*\/\/[ \t]*(?<words>[^\n]+)/dy;
const CLOSES = /[\s,]*(?:\/\/[^\n]*\n\s*)*[}\]]/y;

class Sample {
  readonly #text: string;
  readonly #edits: Edit[] = [];
  #at: number;
  /** Where what was not rewritten begins. */
  #from: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at + 1;
    this.#from = at;
  }

  /** The changes; undefined where it is no JSON after all. */
  read(name: string): readonly Edit[] | undefined {
    if (!this.#members(name)) return undefined;
    this.#put(this.#at, '.\n');
    return this.#edits;
  }

  #members(name: string): boolean {
    let sign = `\n${name} fields: `;
    for (let member = this.#take(MEMBER); member; member = this.#take(MEMBER)) {
      const [start, end] = member.indices!.groups!['key']!;
      const key = this.#text.slice(start, end);
      const opening = this.#take(/\[?\s*\{/y);
      if (opening) {
        const isMany = opening[0].startsWith('[');
        const [one, other] = isMany ? [key, name] : [name, key];
        this.#put(this.#at, `${sign.startsWith('\n') ? '' : '.'}\nEach ${one} belongs to a ${other}.`);
        if (!this.#members(key)) return false;
        this.#put(this.#at, '.');
        if (isMany) this.#take(/(?:\s*,?\s*(?:\.{3}|…))?\s*\]/y);
        this.#from = this.#at;
        sign = `\n${name} fields: `;
        continue;
      }
      const value = this.#take(PLAIN)?.groups?.['value'];
      if (value === undefined) return false;
      this.#put(start, sign);
      this.#from = end;
      this.#describe(value);
      sign = ', ';
    }
    return this.#take(CLOSES) !== undefined;
  }

  /** Puts the type of a value, and what the comment behind it says. */
  #describe(value: string): void {
    const comment = this.#take(COMMENT);
    if (!comment) {
      this.#put(this.#at, ` (${typeOf(value)})`);
      return;
    }
    const [start, end] = comment.indices!.groups!['words']!;
    const isChoice = /^[\w-]+(?:\s*[|/]\s*[\w-]+)+\s*$/.test(this.#text.slice(start, end));
    this.#put(start, isChoice ? ': ' : ` (${typeOf(value)}, `);
    this.#from = end;
    if (!isChoice) this.#put(end, ')');
  }

  /** Replaces what stands before a place. */
  #put(end: number, text: string): void {
    this.#edits.push({ start: this.#from, end, text });
    this.#from = end;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found) this.#at = pattern.lastIndex;
    return found;
  }
}

/** The type of a value in an example. */
function typeOf(value: string): string {
  if (/^"https?:/.test(value)) return 'url';
  if (/^"[^"\s]+@[^"\s]+"$/.test(value)) return 'email';
  if (/^"\d{4}-\d\d-\d\dT/.test(value)) return 'datetime';
  if (/^"\d{4}-\d\d-\d\d"$/.test(value)) return 'date';
  if (value.startsWith('[')) return 'list of strings';
  if (/^(?:true|false)$/.test(value)) return 'boolean';
  if (/^-?\d+$/.test(value)) return 'int';
  return /^-?\d/.test(value) ? 'float' : value === 'null' ? 'optional' : 'string';
}
