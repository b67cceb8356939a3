/** What version control and images leave out. */
import type { ServicePlan } from '../../plan/index.ts';
import type { Persistence, TextFile } from '../../targets/types.ts';

/** .gitignore. */
export const gitIgnore = ({ config, has }: ServicePlan): TextFile => ({
  path: '.gitignore',
  text: lines([
    '.env',
    '.venv/',
    '*.db',
    '*.db-*',
    '__pycache__/',
    '*.egg-info/',
    'build/',
    'dist/',
    ...(config.include_tests && has.audits ? ['.coverage', '.hypothesis/'] : []),
    ...(config.include_tests ? ['.pytest_cache/'] : []),
    '.ruff_cache/',
  ]),
});

/** .dockerignore: an image holds what is named here and nothing else. */
export const dockerIgnore = ({ oneDatabase, migrations: { folder, rootFiles } }: Persistence): TextFile => ({
  path: '.dockerignore',
  text: lines([
    '*',
    '!app',
    `!${folder}`,
    ...[...new Set([...rootFiles, 'constraints.txt', 'pyproject.toml', 'README.md'])].map((each) => `!${each}`),
    '**/__pycache__',
    ...(oneDatabase ? ['**/*.db', '**/*.db-*'] : []),
  ]),
});

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
