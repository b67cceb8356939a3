/** Names of tables and classes that are in use, so that no two things are called the same. */
export interface Taken {
  readonly tables: Set<string>;
  readonly classes: Set<string>;
}

/** Takes a name, with as many suffixes as make it one that nothing else has. */
export function claim(name: string, suffix: string, taken: Set<string>): string {
  let free = name;
  while (taken.has(free)) free += suffix;
  taken.add(free);
  return free;
}
