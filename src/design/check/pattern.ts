/**
 * Patterns that two regular expression engines must understand alike: Python's `re` and the Rust crate that Pydantic
 * uses. What only one of them knows (look-around, back-references, named groups, …) is refused with its name.
 */
import { hasControls } from '../text.ts';

/** What is wrong with a pattern, or the pattern that matches whole texts. */
export type PatternReading = { readonly pattern: string } | { readonly problem: string };

const MAX_PATTERN = 500;
/** Rust refuses patterns that compile to more than 10 MB; this stays well below. */
const MAX_COST = 80_000;

/** Checks a pattern, and anchors it at both ends. */
export function readPattern(source: string): PatternReading {
  if (source === '') return { problem: 'the pattern is empty' };
  if (source.length > MAX_PATTERN) return { problem: `a pattern has at most ${MAX_PATTERN} characters` };
  if (hasControls(source)) return { problem: 'write control characters as \\n or \\x07' };
  const scan = new Scan(source);
  const problem = scan.run();
  if (problem !== undefined) return { problem };
  return { pattern: scan.isWhole ? source : `^(?:${stripAnchors(source, scan)})$` };
}

/** `^a` and `a$` say what the anchors around them say again. */
function stripAnchors(source: string, scan: Scan): string {
  if (scan.hasTopLevelChoice) return source;
  return source.replace(/^\^/, '').replace(/(?<!\\)((?:\\\\)*)\$$/, '$1');
}

const CLASS_ESCAPES = /[dDwWsS]/;
const TEXT_ESCAPES = /[bBtnrfv]/;
/** The cost of what matches a place and no character; it marks what cannot be repeated. */
const ANCHOR = 0.5;
/** States that one character class takes: Unicode's words are many ranges. */
const COSTS: Readonly<Record<string, number>> = { w: 800, W: 800, d: 160, D: 240, s: 30, S: 60, b: ANCHOR, B: ANCHOR };

class Scan {
  private at = 0;
  hasTopLevelChoice = false;
  private depth = 0;

  constructor(private readonly source: string) {}

  /** Whether it is anchored at both ends as it stands. */
  get isWhole(): boolean {
    return this.source.startsWith('^') && /(?<!\\)(?:\\\\)*\$$/.test(this.source) && !this.hasTopLevelChoice;
  }

  run(): string | undefined {
    try {
      const cost = this.choices();
      if (this.at < this.source.length) return 'there is a ")" too many';
      return cost > MAX_COST ? 'the pattern is too large: repeat fewer times' : undefined;
    } catch (error) {
      if (error instanceof PatternProblem) return error.message;
      throw error;
    }
  }

  private get rest(): string {
    return this.source.slice(this.at);
  }

  private match(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.rest)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private choices(): number {
    let cost = 0;
    do cost += this.sequence();
    while (this.choice());
    return cost;
  }

  private choice(): boolean {
    if (this.source[this.at] !== '|') return false;
    this.at++;
    if (this.depth === 0) this.hasTopLevelChoice = true;
    return true;
  }

  private sequence(): number {
    let cost = 1;
    while (this.at < this.source.length && !/[|)]/.test(this.source.charAt(this.at)))
      cost += this.repeated(this.atom());
    return cost;
  }

  private atom(): number {
    const first = this.source.charAt(this.at);
    if (first === '(') return this.group();
    if (first === '[') return this.characterClass();
    if (first === '\\') return this.escape();
    if (/[*+?{]/.test(first)) throw new PatternProblem(`there is nothing to repeat before "${first}"`);
    if (/[\]}]/.test(first)) throw new PatternProblem(`write "\\${first}" for the character "${first}"`);
    this.at++;
    return /[\^$]/.test(first) ? ANCHOR : first === '.' ? 12 : 1;
  }

  private group(): number {
    if (/^\(\?<?[=!]/.test(this.rest)) throw new PatternProblem('look-ahead and look-behind are not supported');
    if (/^\(\?(?:P?[<']|P=)/.test(this.rest)) throw new PatternProblem('named groups are not supported: use ( )');
    if (!this.match(/^\(\?:/) && this.rest.startsWith('(?')) {
      throw new PatternProblem('flags, comments, conditions and atomic groups are not supported');
    }
    if (!this.source.startsWith('(?:', this.at - 3)) this.match(/^\(/);
    if (++this.depth > 20) throw new PatternProblem('groups are nested too deeply');
    const cost = this.choices();
    if (!this.match(/^\)/)) throw new PatternProblem('a "(" is not closed');
    this.depth--;
    return cost;
  }

  private escape(): number {
    const code = this.match(/^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})/);
    if (code && /^\\u[dD][89a-fA-F]/.test(code)) throw new PatternProblem(`"${code}" is only half a character`);
    if (code) return 1;
    const sign = this.source.charAt(this.at + 1);
    if (sign === '') throw new PatternProblem('a "\\" at the end escapes nothing');
    if (/[1-9]/.test(sign)) throw new PatternProblem('back-references are not supported');
    if (/[pP]/.test(sign)) throw new PatternProblem('\\p{…} is not supported: list the characters');
    const known = CLASS_ESCAPES.test(sign) || TEXT_ESCAPES.test(sign) || /[!-/:;=?@[-`{-~]/.test(sign);
    if (!known) throw new PatternProblem(`"\\${sign}" is not an escape of both Python and Pydantic`);
    this.at += 2;
    return COSTS[sign] ?? 1;
  }

  private characterClass(): number {
    this.match(/^\[\^?/);
    let cost = 16;
    let first = true;
    for (;;) {
      const sign = this.source.charAt(this.at);
      if (sign === '') throw new PatternProblem('a "[" is not closed');
      if (sign === ']' && !first) break;
      if (sign === ']' || sign === '[') throw new PatternProblem(`write "\\${sign}" for "${sign}" inside [ ]`);
      if (/^(?:&&|--|~~|\|\|)/.test(this.rest)) throw new PatternProblem(`write "\\${sign}" for "${sign}" inside [ ]`);
      cost += this.classItem();
      first = false;
    }
    this.at++;
    return cost;
  }

  /** One character, or a range of them. */
  private classItem(): number {
    const { from, cost } = this.classCharacter();
    if (this.rest.startsWith('--')) throw new PatternProblem('write "\\-" for "-" inside [ ]');
    if (!/^-[^\]]/.test(this.rest)) return cost;
    this.at++;
    const to = this.classCharacter().from;
    if (from === undefined || to === undefined)
      throw new PatternProblem('a range inside [ ] goes from a character to a character');
    if (from > to) throw new PatternProblem('a range inside [ ] is out of order');
    return cost;
  }

  private classCharacter(): { readonly from?: number; readonly cost: number } {
    const start = this.at;
    if (this.source[this.at] !== '\\') {
      const from = this.source.codePointAt(this.at)!;
      this.at += String.fromCodePoint(from).length;
      return { from, cost: 0 };
    }
    if (/^\\[bB]/.test(this.rest)) throw new PatternProblem('"\\b" inside [ ] is not supported');
    const cost = this.escape();
    const text = this.source.slice(start, this.at);
    if (CLASS_ESCAPES.test(text.charAt(1))) return { cost };
    return { from: characterOf(text), cost: 0 };
  }

  private repeated(cost: number): number {
    const mark = this.match(/^[*+?]/);
    let most = 1;
    if (mark === undefined && this.source[this.at] === '{') {
      const counts = /^\{(\d+)(,(\d*))?\}/.exec(this.rest);
      if (!counts)
        throw new PatternProblem('write {2}, {2,} or {2,5} for repetitions, and "\\{" for the character "{"');
      this.at += counts[0].length;
      const least = Number(counts[1]);
      most = counts[3] ? Number(counts[3]) : least;
      if (counts[3] && most < least) throw new PatternProblem(`${counts[0]} is out of order`);
      if (most > 1000) throw new PatternProblem('at most 1,000 repetitions are possible');
    } else if (mark === undefined) return cost;
    if (cost === ANCHOR) throw new PatternProblem('an anchor cannot be repeated');
    if (this.match(/^\+/))
      throw new PatternProblem('possessive repetitions (a "+" after another mark) are not supported');
    this.match(/^\?/);
    if (/^[*+?{]/.test(this.rest)) throw new PatternProblem('two repetitions follow each other');
    return cost * Math.max(1, most);
  }
}

class PatternProblem extends Error {}

const NAMED: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

function characterOf(escape: string): number {
  if (/^\\[xu]/.test(escape)) return Number.parseInt(escape.slice(2), 16);
  return NAMED[escape.charAt(1)] ?? escape.charCodeAt(1);
}
