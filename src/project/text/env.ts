/** Lines of `.env` files, as python-dotenv and Docker Compose read them. */
import { oneLine } from './visible.ts';

/** `NAME=value`; a value that is more than a plain word is quoted. */
export const envLine = (name: string, value: string): string => `${name}=${envValue(value)}`;

function envValue(value: string): string {
  const line = oneLine(value);
  return /^[\w.,:;/@+*%~[\]-]*$/.test(line) ? line : `'${line.replace(/['\\]/g, '\\$&')}'`;
}
