/** More words than these take as long to look for as the pattern itself. */
const MOST_WORDS = 40;

/**
 * Texts in lower case of which one must stand in whatever a pattern matches, read off its source; undefined where the
 * pattern asks for none. They only ever say that a pattern cannot match: what it matches is its own affair.
 */
export function requiredBy({ source, unicode }: RegExp): Words {
  // With `u` and `i`, letters match signs that are not their lower or upper case.
  if (unicode) return undefined;
  const known = read.get(source);
  if (known !== undefined) return known ?? undefined;
  const words = new Source(source).alternatives();
  const few = words && words.length <= MOST_WORDS ? words : undefined;
  read.set(source, few ?? null);
  return few;
}

/** By source: a pattern that is written inside a function is a new object each time. */
const read = new Map<string, Words | null>();

type Words = readonly string[] | undefined;

/** What a pattern has at one place. */
interface Item {
  /** A letter or sign that stands for itself. */
  readonly letter?: string;
  readonly words?: Words;
  /** Whether it takes no room in the text, so that what stands around it is side by side. */
  readonly isZeroWidth?: boolean;
}

class Source {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Any of some sequences: one word of each of them, if each has one. */
  alternatives(): Words {
    const found = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      found.push(this.#sequence());
    }
    return found.every((words) => words !== undefined) ? [...new Set(found.flat())] : undefined;
  }

  /** All of some items: the words of the one that says most. */
  #sequence(): Words {
    let best: Words;
    let run = '';
    const consider = (words: Words) => {
      if (words && worth(words) > worth(best ?? [''])) best = words;
    };
    const endRun = () => {
      consider([run]);
      run = '';
    };
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at]!)) {
      const { letter, words, isZeroWidth } = this.#item();
      const quantifier = this.#take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
      const isOptional = /^(?:[*?]|\{0)/.test(quantifier);
      if (letter !== undefined && !isOptional) run += letter;
      if (letter === undefined ? !isZeroWidth : quantifier !== '') endRun();
      if (!isOptional) consider(words);
    }
    endRun();
    return best;
  }

  #item(): Item {
    const opening = this.#take(/\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y);
    if (opening !== '') {
      const words = this.alternatives();
      this.#at++;
      return opening.endsWith('!') ? { isZeroWidth: true } : { words, isZeroWidth: opening.endsWith('=') };
    }
    if (this.#take(/[\^$]|\\[bB]/y) !== '') return { isZeroWidth: true };
    if (this.#take(/\[(?:\\.|[^\\\]])*\]|\\(?:k<\w+>|[pPux]\{?\w*\}?|c\w|[1-9a-zAC-Z])|\./y) !== '') {
      return { isZeroWidth: false };
    }
    return {
      letter: this.#take(/\\?[^]/y)
        .at(-1)!
        .toLowerCase(),
    };
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}

/** How much it says that one of these words is in a text: long words say more, and a letter or a blank says nothing. */
function worth(words: readonly string[]): number {
  const shortest = Math.min(...words.map((word) => (/^[a-z ]?$/.test(word) ? 0 : word.length)));
  return shortest === 0 ? 0 : Math.min(shortest, 6) * 4 - Math.min(words.length, 20) / 3;
}
