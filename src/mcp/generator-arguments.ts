import { didYouMean } from '../design/suggest.ts';
import { type Arguments, ArgumentReader, unwrapArguments } from './arguments.ts';
import { DESIGN_KEYS, type Detail, DETAILS } from './schemas/design-input.ts';
import { quote } from './text.ts';

/** The arguments of a generator, split into those of the tool and those of the design. */
export interface GeneratorArguments {
  readonly detail: Detail;
  /** `description` and the keys of the design, misspelt ones included: reading the design reports them. */
  readonly given: Arguments;
  /** Further keys of the tool. */
  readonly own: Arguments;
  readonly warnings: readonly string[];
}

/** Reads what every generator takes; `ownKeys` are further keys of the tool, which are not part of the design. */
export function readGeneratorArguments(
  received: Arguments,
  tool: string,
  detail: Detail,
  ownKeys: readonly string[] = [],
): GeneratorArguments {
  const values = unwrapArguments(received);
  const toolKeys = ['detail', ...ownKeys];
  const reader = new ArgumentReader(values);
  const chosen = reader.choice('detail', DETAILS);
  reader.check(tool);

  const misspelt = misspeltToolKeys(values, toolKeys);
  const pick = (wanted: (key: string) => boolean): Arguments =>
    Object.fromEntries(Object.entries(values).filter(([key]) => wanted(key)));
  return {
    detail: chosen ?? detail,
    given: pick((key) => !toolKeys.includes(key) && !misspelt.has(key)),
    own: pick((key) => ownKeys.includes(key)),
    warnings: [...misspelt].map(([key, meant]) => `${quote(key)}: unknown argument, ignored - did you mean ${meant}?`),
  };
}

/** Unknown keys that are nearer to a key of the tool than to one of the design, with that key. */
function misspeltToolKeys(values: Arguments, toolKeys: readonly string[]): ReadonlyMap<string, string> {
  const designKeys: readonly string[] = ['description', ...DESIGN_KEYS];
  const found = new Map<string, string>();
  for (const key of Object.keys(values)) {
    if (toolKeys.includes(key) || designKeys.includes(key)) continue;
    const meant = didYouMean(key, [...designKeys, ...toolKeys]);
    if (meant !== undefined && toolKeys.includes(meant)) found.set(key, meant);
  }
  return found;
}
