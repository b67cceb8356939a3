import { defineConfig } from 'vitest/config';

const minutes = 60_000;

/** No test asks a model because of what is in the environment of whoever runs it. */
const env = { ANTHROPIC_API_KEY: '' };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          env,
          include: ['test/**/*.test.ts'],
          exclude: ['test/generated/**', 'test/matrix/matrix.test.ts', 'test/protocol/**'],
          testTimeout: 30_000,
        },
      },
      {
        // Drives the built server, one process at a time.
        test: {
          name: 'protocol',
          env,
          include: ['test/protocol/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 2 * minutes,
          hookTimeout: 2 * minutes,
        },
      },
      {
        // \`npm run matrix\`: the same, for options in all combinations.
        test: {
          name: 'matrix',
          env,
          disableConsoleIntercept: true,
          include: ['test/matrix/matrix.test.ts'],
          testTimeout: 360 * minutes,
          hookTimeout: 360 * minutes,
        },
      },
      {
        // Generates projects and runs them: the work is done by other processes, two at a time.
        test: {
          name: 'generated',
          env,
          disableConsoleIntercept: true,
          include: ['test/generated/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 40 * minutes,
          hookTimeout: 40 * minutes,
        },
      },
    ],
  },
});
