import { TYPE_WORDS } from '../../words/field-types.ts';
import type { Rewriting } from '../rewriting.ts';

/** Lines that put a name and its fields side by side with a sign, made "Crate: label, weight". */

const BULLET = String.raw`^(?<bullet>[ \t]*(?:[-*•+][ \t]+|\d+[.)][ \t]+)?)`;
const NAME = String.raw`(?<name>[A-Za-z]\w*(?:[ -][a-z]\w*)?)`;

/** `Crate = label, weight`, `Crate = label + weight`: no definition in a programming language, and no sentence. */
const EQUALS = new RegExp(
  String.raw`${BULLET}${NAME}[ \t]*(?::=|=)[ \t]*(?=[A-Za-z][^\n={}]*(?:[,+]|\n|$))(?!(?:models|db|sa|new|str|int|z|fields)\b)`,
  'gm',
);

/** `Crate -> label, weight`, `Crate | label, weight`. */
const POINTED = new RegExp(
  String.raw`${BULLET}${NAME}[ \t]+(?:->|\|)[ \t]+(?=[a-z][^\n|]*?,(?![^\n]*->)[^\n|]*$)`,
  'gm',
);

/** `Crate    label, weight`: a name in capitals and its fields behind a gap. */
const GAP = /^(?<bullet>[ \t]*(?:[-*•+][ \t]+)?)(?<name>[A-Z]\w*)(?: {2,}|[ ]*\t\s*)(?=[a-z_][^\n]*,)/gm;

/** `label, shelf -> Shelf!`: a relation among fields. */
const RELATION =
  /\s*->\s*(?<=[,(:]\s*\w{2,30}\??\s*->\s*)(?=[A-Z]\w+(?:[!?*]|\s+(?:mandatory|required|optional|unique))*\s*(?:[,;)\n]|$))/g;

/** `Crate[label, weight]`. */
const BRACKETS = /(?<![\w.])(?<name>[A-Za-z]\w*)[ \t]?\[(?<inner>[A-Za-z][^[\]\n]*,[^[\]\n]*|\w+[ \t]*:[^[\]\n]*)\]/gm;

/** `label   string   required, unique`: columns by blanks. */
const COLUMNS =
  /^(?<indent>[ \t]*(?:[-*•+][ \t]+)?)(?<name>[A-Za-z_]\w*)(?:[ \t]{2,}|[ \t]*\t[ \t]*)(?<type>[A-Za-z]\w*(?:\(\d+(?:,\s*\d+)?\))?)(?:(?:[ \t]{2,}|\t[ \t]*)(?<rest>\S[^\n]*))?$/gm;

/** `label: string | null`, `weight: float | None = None`. */
const OR_NULL = /[ \t]*\|[ \t]*(?:null|undefined|None|nil)\b(?:[ \t]*=[ \t]*(?:None|null))?/g;
const OPTIONAL_OF = /\bOptional\[(?<type>\w+)\](?:[ \t]*=[ \t]*None)?/g;

/** Rewrites every such line. */
export function readLines(rewriting: Rewriting): void {
  rewriting.replace(OR_NULL, ' optional');
  rewriting.replace(OPTIONAL_OF, ({ groups }) => `${groups!['type']} optional`);
  rewriting.replace(/^@\w+(?:\([^)\n]*\))?[ \t]*$/gm, '');
  rewriting.replace(EQUALS, ({ groups }) => `${groups!['bullet']}${groups!['name']}: `);
  rewriting.replace(GAP, ({ groups }) => `${groups!['bullet']}${groups!['name']}: `);
  rewriting.replace(RELATION, ': ');
  rewriting.replace(POINTED, ({ groups }) => `${groups!['bullet']}${groups!['name']}: `);
  rewriting.replace(BRACKETS, ({ groups }) => `${groups!['name']} (${groups!['inner']})`);
  rewriting.replace(COLUMNS, ({ groups }) => {
    const { indent = '', name = '', type = '', rest } = groups!;
    const bare = type.toLowerCase().replace(/\(.*$/, '');
    if (/^(?:ref|reference|fk|relation|foreign)$/.test(bare)) return rest ? `${indent}${name}: ${rest}` : undefined;
    if (!TYPE_WORDS.has(bare) && bare !== 'enum') return undefined;
    return `${indent}${name} (${type}${rest ? `, ${rest}` : ''})`;
  });
}
