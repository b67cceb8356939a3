import { defineConfig } from 'vitest/config';

const minutes = 60_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/generated/**', 'test/matrix/matrix.test.ts', 'test/protocol/**'],
          testTimeout: 30_000,
        },
      },
      {
        // Drives the built server, one process at a time.
        test: {
          name: 'protocol',
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
