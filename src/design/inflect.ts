/** Singular and plural of English nouns, good enough for names of resources. */

const IRREGULAR =
  'person people, child children, man men, woman women, mouse mice, goose geese, tooth teeth, foot feet, datum data, ' +
  'medium media, criterion criteria, analysis analyses, axis axes, leaf leaves, life lives, knife knives, ' +
  'shelf shelves, half halves, quiz quizzes, index indexes, matrix matrices, movie movies, cookie cookies, ' +
  'category categories, bus buses, status statuses, address addresses, cache caches, house houses, ' +
  'course courses, expense expenses, invoice invoices, license licenses, warehouse warehouses, ' +
  'purchase purchases, response responses, release releases, database databases, hero heroes, potato potatoes, ' +
  'tomato tomatoes, photo photos, alias aliases, campus campuses, virus viruses, bonus bonuses, lens lenses, ' +
  'gas gases, canvas canvases, atlas atlases, basis bases, crisis crises, diagnosis diagnoses, ' +
  'use uses, case cases, phase phases, exercise exercises, nurse nurses, horse horses, size sizes, ' +
  'prize prizes, shoe shoes, toe toes, wolf wolves, loaf loaves, thief thieves, tie ties, pie pies';
const UNCHANGING =
  'series species news metadata media equipment information feedback software fish sheep deer data staff ' +
  'merchandise homework analytics kudos chaos';

const PAIRS = IRREGULAR.split(', ').flatMap((pair): [string, string][] => {
  const [one, many] = pair.split(' ');
  return one && many && !many.endsWith('_') ? [[one, many]] : [];
});
const TO_PLURAL = new Map(PAIRS);
const TO_SINGULAR = new Map(PAIRS.map(([one, many]) => [many, one]));
const SAME = new Set(UNCHANGING.split(' '));

/** Applies `change` to the last word of a snake_case name. */
function lastWord(name: string, change: (word: string) => string): string {
  const start = name.lastIndexOf('_') + 1;
  return name.slice(0, start) + change(name.slice(start));
}

/** `category` is `categories`; a plural stays what it is if it is a known one. */
export const plural = (name: string): string =>
  lastWord(name, (word) => {
    if (SAME.has(word) || TO_SINGULAR.has(word)) return word;
    const irregular = TO_PLURAL.get(word);
    if (irregular) return irregular;
    if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
    return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
  });

/** `categories` is `category`; a singular stays what it is. */
export const singular = (name: string): string =>
  lastWord(name, (word) => {
    if (SAME.has(word) || TO_PLURAL.has(word)) return word;
    const irregular = TO_SINGULAR.get(word);
    if (irregular) return irregular;
    if (!word.endsWith('s')) return word;
    if (/(?:ss|us|is|ics)$/.test(word) || word.length < 3) return word;
    if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
    if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
    return word.replace(/s$/, '');
  });
