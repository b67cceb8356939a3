/** Something that a person can mend: told without a stack trace. */
export class Failure extends Error {}

let steps = 0;

/** Prints a line. */
export function say(line: string): void {
  console.log(line === '' ? '' : `   ${line.replaceAll('\n', '\n   ')}`);
}

/** Runs one step under a numbered heading, and says how long it took. */
export async function step<T>(heading: string, work: () => Promise<T>): Promise<T> {
  console.log(`\n${++steps}. ${heading}`);
  const started = performance.now();
  const result = await work();
  say(`(${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return result;
}

/** A count that grows in place on a terminal, and by a line now and then elsewhere. */
export class Progress {
  readonly #what: string;
  #count = 0;
  #reported = 0;

  constructor(what: string) {
    this.#what = what;
  }

  /** One more of them, and which one. */
  tick(name: string): void {
    this.#count++;
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K   ${this.#count} ${this.#what}: ${name}`);
    else if (this.#count % 10 === 0) this.#report();
  }

  /** The final count. */
  done(): void {
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
    if (this.#count !== this.#reported) this.#report();
  }

  #report(): void {
    this.#reported = this.#count;
    say(`${this.#count} ${this.#what}`);
  }
}
