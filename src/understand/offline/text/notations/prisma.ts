import type { Rewriting } from '../rewriting.ts';

/** Models of a Prisma schema, made members like those of other notations: "barcode String @unique" is "barcode: String unique". */

const MODEL = /\bmodel\s+(?<name>\w+)\s*\{(?<inner>[^{}]*)\}/g;

/** Rewrites every model that has members in the notation of Prisma. */
export function readPrisma(rewriting: Rewriting): void {
  rewriting.replace(MODEL, ({ groups }) => {
    const lines = groups!['inner']!.split('\n').map((line) => line.replace(/\/\/.*$/, '').trim());
    const members = lines.map((line) => memberOf(line, lines)).filter((member) => member !== undefined);
    const isPrisma = members.length > 0 && lines.some((line) => /^\w+\s+[A-Z]\w*[?[\]]*(?:\s|$)/.test(line));
    if (!isPrisma) return undefined;
    const unique = lines.flatMap((line) => /^@@unique\(\[(?<names>[^\]]*)\]/.exec(line)?.groups?.['names'] ?? []);
    const together = unique.map(
      (names) =>
        `\nEach ${groups!['name']} is unique by ${names
          .split(',')
          .map((name) => name.trim().replace(/Id$/, ''))
          .join(' and ')}.`,
    );
    return `${groups!['name']} { ${members.join(', ')} }${together.join('')}\n`;
  });
}

const MEMBER = /^(?<name>\w+)\s+(?<type>[A-Z]\w*)(?<sign>\?|\[\])?(?<rest>\s+@.*)?$/;

/** A member as "name: Type unique"; none for keys, for lists of other models, and for what says how rows are stored. */
function memberOf(line: string, lines: readonly string[]): string | undefined {
  const { name = '', type = '', sign = '', rest = '' } = MEMBER.exec(line)?.groups ?? {};
  const isKey =
    /@id\b/.test(rest) || (name.endsWith('Id') && lines.some((other) => other.startsWith(`${name.slice(0, -2)} `)));
  if (name === '' || isKey || (sign === '[]' && !/^(?:String|Int|Float|Boolean|DateTime)$/.test(type)))
    return undefined;
  const unique = /@unique\b/.test(rest) ? ' unique' : '';
  const value = /@default\((?<value>now\(\)|[\w."']+)\)/.exec(rest)?.groups?.['value']?.replace('()', '');
  return `${name}: ${sign === '[]' ? 'list' : type}${sign === '?' ? ' optional' : ''}${unique}${value ? ` default ${value}` : ''}`;
}
