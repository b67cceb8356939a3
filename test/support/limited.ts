/** How many programs of generated projects run side by side. */
export const AT_A_TIME = 2;

/** Run tasks in order, at most `count` at a time. The result of each is a promise of its own. */
export function limited<Result>(count: number, tasks: readonly (() => Promise<Result>)[]): Promise<Result>[] {
  const waiting: (() => void)[] = [];
  let free = count;
  const enter = (): Promise<void> => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve));
    free -= 1;
    return Promise.resolve();
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return tasks.map(async (task) => {
    await enter();
    try {
      return await task();
    } finally {
      leave();
    }
  });
}
