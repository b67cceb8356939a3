// `npm run fuzz [-- --seed N] [-- --texts N] [-- --designs N]`: hostile input by the thousands. Each part prints what it
// tried and what went wrong; the same seed tries the same input.
import { parseArgs } from 'node:util';
import { fuzzDesigns } from '../test/fuzz/designs.ts';
import { fuzzTexts } from '../test/fuzz/texts.ts';
import { findPython, pythonIsMissing } from '../test/support/python-environment.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    texts: { type: 'string', default: '20000' },
    designs: { type: 'string', default: '500' },
  },
});

interface Part {
  readonly name: string;
  /** Returns what is wrong, one problem an entry. */
  run(seed: number, python: string): Promise<string[]>;
}

const BATCH = 2000;

const texts: Part = {
  name: `${values.texts} texts in one-file modules`,
  async run(seed, python) {
    const problems: string[] = [];
    for (let done = 0; done < Number(values.texts); done += BATCH) {
      const count = Math.min(BATCH, Number(values.texts) - done);
      const found = await fuzzTexts(count, seed + done, python);
      problems.push(...found.map(({ text, problem }) => `${JSON.stringify(text)}: ${problem}`));
    }
    return problems;
  },
};

const DESIGN_BATCH = 20;

const designs: Part = {
  name: `${values.designs} whole random designs`,
  async run(seed, python) {
    const problems: string[] = [];
    let compiled = 0;
    for (let done = 0; compiled < Number(values.designs); done += DESIGN_BATCH) {
      const found = fuzzDesigns(DESIGN_BATCH, seed + done, python);
      compiled += found.compiled;
      problems.push(...found.problems.map((each) => `design ${each.seed}: ${each.problem}`));
      if (done > 10 * Number(values.designs)) return [...problems, `only ${compiled} random designs were valid`];
    }
    return problems;
  },
};

const PARTS: readonly Part[] = [texts, designs];

async function main(): Promise<number> {
  const python = await findPython();
  if (python === undefined) throw new Error(pythonIsMissing());
  let failures = 0;
  for (const part of PARTS) {
    const started = performance.now();
    const problems = await part.run(Number(values.seed), python);
    for (const problem of problems.slice(0, 10)) console.log(problem);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`${part.name}: ${problems.length} problems, ${seconds} s, seed ${values.seed}`);
    failures += problems.length;
  }
  return failures === 0 ? 0 : 1;
}

process.exitCode = await main();
