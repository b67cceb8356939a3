import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { currentReadme, renewed } from '../../scripts/readme.ts';

it('README.md names the tools and options that there are; `npm run readme` renews it', () => {
  const readme = currentReadme();
  expect(readme).toBe(renewed(readme));
});

it('README.md explains every command of package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const readme = currentReadme();
  const explained = Object.keys(scripts).filter(
    (name) => !readme.includes(name === 'test' ? 'npm test' : `npm run ${name}`),
  );
  expect(explained).toEqual([]);
});
