import { singular } from '../words/inflection.ts';
import type { Reading, Rule } from '../reading.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';

/** Reads which roles there are, so that rules find them: "Roles: admin, captain", "a user can be an admin or a captain". */
export const roleRules: readonly Rule[] = [roles];

const ROLE = String.raw`(?:an?\s+|the\s+)?[a-z][a-z_-]*(?:\s(?!and\b|or\b)[a-z]+)?`;
const ROLES = String.raw`(?<roles>${ROLE}(?:\s*(?:,|\||/|\band\b|\bor\b)\s*(?:(?:and|or)\s+)?${ROLE}){1,7})[)\s.]*$`;
const PATTERNS: readonly RegExp[] = [
  regex(
    String.raw`^(?:the\s+|user\s+|our\s+)*(?:roles?|user types|kinds? of users?)\s*(?::|=|\s-\s|\bare\b)\s*${ROLES}`,
  ),
  regex(
    String.raw`\b(?:two|three|four|five|several|\d)\s+(?:user\s+)?(?:roles|kinds of (?:users|accounts)|types of users)\s*[,:(-]\s*${ROLES}`,
  ),
  regex(String.raw`\b(?:has|have|with)\s+(?:a\s+|one of (?:these|the|the following)\s+)roles?\s*[:(-]\s*${ROLES}`),
];

function roles(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = PATTERNS.map((pattern) => clause.match(pattern)).find((match) => match !== undefined);
    if (!found || found.group('roles').claimed) continue;
    const names = found
      .text('roles')
      .split(/\s*(?:,|\||\/|\band\b|\bor\b)\s*/i)
      .map((role) => singular(nameOf(role.replace(/\s+roles?$/i, ''))))
      .filter((name) => /^[a-z]\w*$/.test(name) && !/^(?:user|guest|anonymous|public|anyone|everyone)$/.test(name));
    if (names.length === 0 || names.some((name) => reading.draft.named(name) !== undefined)) continue;
    for (const name of names) if (!reading.draft.roles.has(name)) reading.draft.roles.set(name, found.whole);
    found.whole.claim();
  }
}
