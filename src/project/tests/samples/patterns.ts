/** Texts that match a pattern of a design: a walk through its parts that makes one choice after the other. */

/** Something a pattern can be made of, as a function from choices to text. */
type Generator = (choices: Choices) => string;

const REPEATS = 3;
const ATTEMPTS = 400;
/** How many more repetitions are tried for texts that must be long. */
const LONGEST_STRETCH = 64;

/** The digits of a number in changing bases: which way to go at every choice. */
class Choices {
  constructor(private rest: number) {}

  of(count: number): number {
    const choice = this.rest % count;
    this.rest = Math.floor(this.rest / count);
    return choice;
  }
}

/** Up to `count` different texts that `pattern` and the lengths allow, in ascending order; none if it is too special. */
export function matchingTexts(pattern: string, count: number, min: number, max: number): string[] {
  for (let stretch = 0; stretch <= Math.min(min, LONGEST_STRETCH); stretch++) {
    const found = stretchedTexts(pattern, stretch, { count, min, max });
    if (found.length > 0) return found;
  }
  return [];
}

interface Wanted {
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

/** The same, with so many more repetitions of what may be repeated without end. */
function stretchedTexts(pattern: string, stretch: number, { count, min, max }: Wanted): string[] {
  const generate = new PatternReader(pattern, stretch).read();
  if (!generate) return [];
  const matches = new RegExp(pattern, 'u');
  const found = new Set<string>();
  for (let seed = 0; seed < ATTEMPTS && found.size < count; seed++) {
    const text = generate(new Choices(seed));
    const fits = text.length >= Math.max(min, 1) && text.length <= max;
    if (fits && text === text.trim() && matches.test(text)) found.add(text);
  }
  return [...found].toSorted();
}

const CLASSES: Readonly<Record<string, string>> = {
  d: '0123456789',
  w: 'abcdefghij',
  s: ' ',
  D: 'abc',
  W: '-',
  S: 'abc',
};

class PatternReader {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly stretch: number,
  ) {}

  /** Undefined when the pattern has something that this reader does not know. */
  read(): Generator | undefined {
    try {
      const generate = this.choices();
      return this.at === this.source.length ? generate : undefined;
    } catch {
      return undefined;
    }
  }

  private choices(): Generator {
    const alternatives = [this.sequence()];
    while (this.take('|')) alternatives.push(this.sequence());
    return (choices) => alternatives[choices.of(alternatives.length)]!(choices);
  }

  private sequence(): Generator {
    const parts: Generator[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at]!)) parts.push(this.repeated());
    return (choices) => parts.map((part) => part(choices)).join('');
  }

  private repeated(): Generator {
    const part = this.single();
    const [fewest, most] = this.quantifier();
    const least = most === Number.POSITIVE_INFINITY ? fewest + this.stretch : fewest;
    const span = Math.min(most, least + REPEATS) - least + 1;
    return (choices) => {
      const times = least + (span > 1 ? (choices.of(span) + 1) % span : 0);
      return Array.from({ length: times }, () => part(choices)).join('');
    };
  }

  private quantifier(): [number, number] {
    const bounds = this.match(/^\{(\d+)(?:(,)(\d*))?\}/);
    const short = bounds ? undefined : this.match(/^[*+?]/)?.[0];
    this.match(/^\?/);
    if (bounds) {
      const least = Number(bounds[1]);
      if (!bounds[2]) return [least, least];
      return [least, bounds[3] ? Number(bounds[3]) : Number.POSITIVE_INFINITY];
    }
    if (short === undefined) return [1, 1];
    return [short === '+' ? 1 : 0, short === '?' ? 1 : Number.POSITIVE_INFINITY];
  }

  private single(): Generator {
    if (this.match(/^[$^]/)) return () => '';
    if (this.match(/^\((?:\?:)?/)) {
      const inner = this.choices();
      if (!this.take(')')) throw new Error('unclosed group');
      return inner;
    }
    const set = this.match(/^\[(\^?)((?:\\.|[^\]\\])+)\]/);
    const characters = set ? setCharacters(set[2]!, set[1] === '^') : this.character();
    return (choices) => characters[choices.of(characters.length)]!;
  }

  private character(): string {
    const escape = this.match(/^\\(.)/);
    if (escape) return escaped(escape[1]!);
    const [char] = this.match(/^[^()[\]{}]/u) ?? [];
    if (char === undefined) throw new Error('unknown part');
    return char === '.' ? 'abc' : char;
  }

  private take(char: string): boolean {
    if (this.source[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.source.slice(this.at));
    if (found) this.at += found[0].length;
    return found ?? undefined;
  }
}

function escaped(char: string): string {
  const known = CLASSES[char];
  if (known !== undefined) return known;
  if (/[a-z0-9]/i.test(char)) throw new Error('unknown escape');
  return char;
}

const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

/** The characters of a set, letters and digits first. */
function setCharacters(body: string, negated: boolean): string {
  const found = new Set<string>();
  for (const [, escape, from, to, single] of body.matchAll(/\\(.)|([^\\])-([^\\\]])|([\s\S])/gu)) {
    if (escape !== undefined) for (const char of escaped(escape)) found.add(char);
    else if (single !== undefined) found.add(single);
    else
      for (let code = from!.codePointAt(0)!; code <= to!.codePointAt(0)!; code++) found.add(String.fromCodePoint(code));
  }
  const characters = negated ? PRINTABLE.filter((char) => !found.has(char)) : [...found];
  if (characters.length === 0) throw new Error('empty set');
  const plain = characters.filter((char) => /[a-z0-9]/i.test(char));
  return (plain.length > 0 ? plain : characters).slice(0, 40).join('');
}
