import { plural, singular } from './words/inflection.ts';
import { takesValues } from './rules/enumerations.ts';
import { isUsualField } from './words/field-types.ts';
import { nameOf } from './words/names.ts';
import { verbBase } from './words/verbs.ts';
import { Draft, type DraftResource } from './draft.ts';
import type { ActionLine } from './rules/action-lines.ts';
import { type Frame, framesOf } from './rules/frames.ts';
import type { StateLine } from './rules/state-lists.ts';
import { clausesOf } from './text/clauses.ts';
import type { Phrase } from './text/phrase.ts';
import { startText } from './text/per-text.ts';
import { Source } from './text/source.ts';
import { Tagged } from './text/tags.ts';

/** How many words a name may have. */
const LONGEST_FIRST = [3, 2, 1];

/** "Only cancelled (state: booked or cancelled)": what something is, and no thing that has fields. */
const isDone = (noun: string) => /^[a-z]+ed$/i.test(noun.trim()) && verbBase(noun.trim()) !== undefined;

/** How many clauses before a clause may say what it is about. */
const FARTHEST = 50;

/** A family of clause patterns: reads what it understands into the draft and claims the words of it. */
export type Rule = (reading: Reading) => void;

/** A description while it is read. */
export class Reading {
  readonly source: Source;
  readonly #clauses: Phrase[];
  /** What was found of actions in clauses that no other rule reads. */
  readonly actionLines: ActionLine[] = [];
  /** Clauses that are about actions and nothing else, and that no label begins. */
  readonly deedClauses: Phrase[] = [];
  /** The same for lists of states. */
  readonly stateLines: StateLine[] = [];
  readonly draft = new Draft();
  readonly #tagged = new Map<Phrase, Tagged>();
  /** What phrases name, as long as the draft has the same names. */
  readonly #mentions = new Map<string, readonly DraftResource[]>();
  #versionRead = 0;
  readonly #frames = new Map<Phrase, readonly Frame[]>();

  constructor(description: string) {
    startText();
    this.source = new Source(description);
    this.#clauses = clausesOf(this.source);
  }

  /** What the rules read, from left to right. */
  get clauses(): readonly Phrase[] {
    return this.#clauses;
  }

  /** Takes a clause out of what the rules read: a label of something else than a resource begins it. */
  setAside(clause: Phrase): void {
    this.#clauses.splice(this.#clauses.indexOf(clause), 1);
  }

  /** A clause with its parts of speech. */
  tagged(clause: Phrase): Tagged {
    const known = this.#tagged.get(clause);
    if (known) return known;
    const tagged = new Tagged(clause);
    this.#tagged.set(clause, tagged);
    return tagged;
  }

  /** The places in a clause where the text gives fields. */
  framesIn(clause: Phrase): readonly Frame[] {
    const known = this.#frames.get(clause);
    if (known) return known;
    const frames = framesOf(this.tagged(clause)).filter(
      (frame) => !isDone(frame.noun.text) && (!frame.isWeak || this.#isOneOfMany(frame)),
    );
    this.#frames.set(clause, frames);
    return frames;
  }

  /** What only might be a list of fields is one where the text speaks of its noun elsewhere, too. */
  #isOneOfMany({ noun, intro }: Frame): boolean {
    const name = singular(nameOf(noun.text)).replaceAll('_', '[ _-]?');
    if (takesValues(noun.text) || isUsualField(singular(nameOf(noun.text)))) return false;
    const said = new RegExp(`\\b(?:${name}|${plural(singular(nameOf(noun.text))).replaceAll('_', '[ _-]?')})\\b`, 'i');
    return this.clauses.some(
      (clause) => said.test(clause.text) && (clause.end < intro.start || clause.start > intro.end),
    );
  }

  /** The resources that a phrase names, in the order of the draft. */
  mentioned(phrase: string): DraftResource[] {
    const named = new Set(this.#named(phrase));
    return named.size === 0 ? [] : this.draft.all.filter((resource) => named.has(resource));
  }

  /** The text before a clause, on the same line. */
  textBefore(clause: Phrase): string {
    const { text } = this.source;
    return text.slice(clause.start === 0 ? 0 : text.lastIndexOf('\n', clause.start - 1) + 1, clause.start);
  }

  /** The resource that a clause without a subject is about: that of its section, else the last that was named. */
  lastResourceBefore(clause: Phrase): DraftResource | undefined {
    const sections = this.draft.all.filter(({ section }) => section !== undefined && section < clause.start);
    if (sections.length > 0) return sections.toSorted((a, b) => (b.section ?? 0) - (a.section ?? 0))[0];
    const topic = this.topicBefore(clause);
    if (topic) return topic;
    const index = this.#indexOf(clause);
    for (let at = index - 1; at >= 0 && index - at <= FARTHEST; at--) {
      const last = this.#named(this.clauses[at]!.text).at(-1);
      if (last) return last;
    }
    return this.draft.all[0];
  }

  /** The clauses after one, from left to right. */
  *clausesAfter(clause: Phrase): Generator<Phrase> {
    for (let at = this.#indexOf(clause) + 1; at < this.#clauses.length; at++) yield this.#clauses[at]!;
  }

  /** Where a clause is, or would be if it was not set aside. */
  #indexOf(clause: Phrase): number {
    let from = 0;
    let to = this.#clauses.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#clauses[middle]!.start < clause.start) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The resources that a phrase names, in its order; the longest name counts. */
  #named(phrase: string): readonly DraftResource[] {
    if (this.#versionRead !== this.draft.version) {
      this.#mentions.clear();
      this.#versionRead = this.draft.version;
    }
    const known = this.#mentions.get(phrase);
    if (known) return known;
    const found = this.#findNamed(phrase);
    this.#mentions.set(phrase, found);
    return found;
  }

  #findNamed(phrase: string): DraftResource[] {
    const words = phrase.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
    const found: DraftResource[] = [];
    for (let at = 0; at < words.length; at++) {
      for (const length of LONGEST_FIRST) {
        const resource =
          at + length <= words.length ? this.draft.named(words.slice(at, at + length).join('_')) : undefined;
        if (!resource) continue;
        found.push(resource);
        at += length - 1;
        break;
      }
    }
    return found;
  }

  /** The subject of the clause before, or of those before it that go on about it. */
  topicBefore(clause: Phrase): DraftResource | undefined {
    const index = this.#indexOf(clause);
    for (let at = index - 1; at >= 0 && at > index - 4; at--) {
      const subject =
        this.subjectOf(this.clauses[at]!) ??
        this.framesIn(this.clauses[at]!)
          .map(({ noun }) => this.draft.findExactly(noun.text))
          .find((one) => one !== undefined);
      if (subject) return subject;
      if (!/^(?:it|they|each|these|this|also)\b/i.test(this.clauses[at]!.text)) return undefined;
    }
    return undefined;
  }

  /** What a clause is about: its subject if that is a resource, else undefined. */
  subjectOf(clause: Phrase): DraftResource | undefined {
    const subject = /^(?:(?:each|every|an?|the|all)\s+)?([a-z][\w-]*)(?:\s+([a-z][\w-]*))?/i.exec(clause.text);
    if (!subject) return undefined;
    const [, first = '', second = ''] = subject;
    const exact = this.draft.findExactly(`${first} ${second}`) ?? this.draft.findExactly(first);
    return exact ?? (/^(?:each|every|an?|the)\s/i.test(clause.text) ? this.draft.find(first) : undefined);
  }

  /** The resources that a statement in a clause is about: those it names, else its subject, else all. */
  scopeOf(clause: Phrase, statement = ''): DraftResource[] {
    const named = statement ? this.mentioned(statement) : [];
    if (named.length > 0) return named;
    const subject = this.subjectOf(clause);
    return subject ? [subject] : this.draft.all;
  }
}
