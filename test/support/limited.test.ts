import { expect, it } from 'vitest';
import { limited } from './limited.ts';

const fail = (): Promise<string> => Promise.reject(new Error('no'));
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

it('runs no more tasks at a time than it may, in order', async () => {
  const started: number[] = [];
  let running = 0;
  let most = 0;
  const tasks = [0, 1, 2, 3, 4].map((number) => async () => {
    started.push(number);
    running += 1;
    most = Math.max(most, running);
    await tick();
    running -= 1;
    return number * 10;
  });
  expect(await Promise.all(limited(2, tasks))).toEqual([0, 10, 20, 30, 40]);
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});

it('goes on after a task that fails', async () => {
  const [first, second] = limited(1, [fail, () => Promise.resolve('yes')]);
  await expect(first).rejects.toThrow('no');
  await expect(second).resolves.toBe('yes');
});
