const caches: Map<string, unknown>[] = [];

/** A function of a word or a clause that is asked the same again and again while one description is read: it remembers. */
export function perText<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const cache = new Map<string, { readonly answer: Answer }>();
  caches.push(cache);
  return (text) => {
    const known = cache.get(text);
    if (known) return known.answer;
    const found = answer(text);
    cache.set(text, { answer: found });
    return found;
  };
}

/** Forgets the description before, so that nothing is kept but what the one at hand needs. */
export function startText(): void {
  for (const cache of caches) cache.clear();
}
