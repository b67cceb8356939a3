import { Draft, type DraftResource } from './draft.ts';
import { clausesOf } from './text/clauses.ts';
import type { Phrase } from './text/phrase.ts';
import { Source } from './text/source.ts';
import { plural } from '../../design/inflect.ts';

/** A family of clause patterns: reads what it understands into the draft and claims the words of it. */
export type Rule = (reading: Reading) => void;

/** A description while it is read. */
export class Reading {
  readonly source: Source;
  readonly clauses: readonly Phrase[];
  readonly draft = new Draft();

  constructor(description: string) {
    this.source = new Source(description);
    this.clauses = clausesOf(this.source);
  }

  /** The resources that a phrase names, in the order of the draft. */
  mentioned(phrase: string): DraftResource[] {
    const words = ` ${phrase.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
    return this.draft.all.filter(({ names }) => names.some((name) => says(words, name) || says(words, plural(name))));
  }

  /** What a clause is about: its subject if that is a resource, else undefined. */
  subjectOf(clause: Phrase): DraftResource | undefined {
    const subject = /^(?:(?:each|every|an?|the|all)\s+)?([a-z][\w-]*)(?:\s+([a-z][\w-]*))?/i.exec(clause.text);
    if (!subject) return undefined;
    const [, first = '', second = ''] = subject;
    return this.draft.findExactly(`${first} ${second}`) ?? this.draft.findExactly(first);
  }

  /** The resources that a statement in a clause is about: those it names, else its subject, else all. */
  scopeOf(clause: Phrase, statement = ''): DraftResource[] {
    const named = statement ? this.mentioned(statement) : [];
    if (named.length > 0) return named;
    const subject = this.subjectOf(clause);
    return subject ? [subject] : this.draft.all;
  }
}

/** Whether the words, with a blank at each end, have a name in them. */
function says(words: string, name: string): boolean {
  return words.includes(` ${name.replaceAll('_', ' ')} `);
}
