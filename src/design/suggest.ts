/** "Did you mean": the nearest of the known words. */

/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, replaced);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** Longer words are never a slip of the finger; comparing them would only cost time. */
const LONGEST = 60;

const fold = (word: string): string => word.toLowerCase().replace(/[_\-\s]/g, '');

/** The option that `word` was probably meant to be, if one is near enough. */
export function didYouMean(word: string, options: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const wanted = fold(word);
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = farthest + 1;
  for (const option of options) {
    const folded = fold(option);
    if (folded === wanted) return option;
    const isStart = wanted.length >= 3 && folded.startsWith(wanted);
    if (!isStart && Math.abs(folded.length - wanted.length) >= bestDistance) continue;
    const away = isStart ? 1 : distance(wanted, folded);
    if (away < bestDistance) {
      bestDistance = away;
      best = option;
    }
  }
  return best;
}
