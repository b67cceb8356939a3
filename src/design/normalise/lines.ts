/** Lists of lines, in every shape that callers give them. */
import type { Report } from '../issue.ts';
import { type JsonObject, isObject, parseJsonText, textOf } from './values.ts';

/** One line of the wire form, and where it stands. */
export interface Line {
  readonly path: string;
  readonly text: string;
}

/** One item of a list before it is a line. */
export interface Item {
  readonly path: string;
  readonly value: string | JsonObject;
}

/** How items that are no texts become texts. */
export interface ItemReader {
  /** An entry of a map that stands for a list: `{"title": "string"}`. */
  readonly entry?: (key: string, value: unknown) => string | JsonObject;
  /** Also split single texts at commas and spaces. */
  readonly words?: boolean;
}

const plainEntry = (key: string, value: unknown): string => `${key}: ${joined(value, ', ')}`;

/** A text for the value of a map entry; lists are joined. */
export function joined(value: unknown, separator: string): string {
  const parsed = parseJsonText(value);
  if (Array.isArray(parsed)) return parsed.map((item) => textOf(item) ?? '').join(separator);
  return textOf(parsed) ?? '';
}

/** The items of a list, which may also be JSON text, a text of several lines, or a map. */
export function itemsOf(value: unknown, path: string, report: Report, reader: ItemReader = {}): Item[] {
  const list = parseJsonText(value);
  if (list === undefined || list === null || list === '') return [];
  if (typeof list === 'string') return itemsOfText(list, path, reader);
  if (isObject(list)) {
    const entry = reader.entry ?? plainEntry;
    return Object.entries(list).map(([key, item]) => ({ path: `${path}.${key}`, value: entry(key, item) }));
  }
  if (!Array.isArray(list)) {
    report.error(path, 'expected a list of lines', { got: list });
    return [];
  }
  return list.flatMap((raw: unknown, index) => itemOf(parseJsonText(raw), `${path}[${index}]`, report));
}

function itemOf(value: unknown, path: string, report: Report): Item[] {
  if (value === null || value === undefined || value === '') return [];
  const text = textOf(value);
  if (text !== undefined) return [{ path, value: text }];
  if (isObject(value)) return [{ path, value }];
  report.error(path, 'expected one line of text', { got: value });
  return [];
}

function itemsOfText(text: string, path: string, reader: ItemReader): Item[] {
  const separator = reader.words === true && !/[\n;]/.test(text) ? /[,\s]+/ : /\n|;(?![^{]*\})/;
  return text
    .split(separator)
    .map((part) => part.trim().replace(/^[-*]\s+/, ''))
    .filter(Boolean)
    .map((value, index) => ({ path: `${path}[${index}]`, value }));
}

/** The lines of a list whose items have no object form of their own: objects are read as maps. */
export function linesOf(value: unknown, path: string, report: Report, reader: ItemReader = {}): Line[] {
  return itemsOf(value, path, report, reader).flatMap((item): Line[] => {
    if (typeof item.value === 'string') return [{ path: item.path, text: item.value }];
    const entry = reader.entry ?? plainEntry;
    return Object.entries(item.value).flatMap(([key, nested]) => {
      const text = entry(key, nested);
      return typeof text === 'string' ? [{ path: item.path, text }] : [];
    });
  });
}

/** Names that are switched on: a list, a text with commas, or a map of booleans. */
export function namesOf(value: unknown, path: string, report: Report): Line[] {
  const parsed = parseJsonText(value);
  if (!isObject(parsed)) return linesOf(parsed, path, report, { words: true });
  return Object.entries(parsed).map(([key, on]) => ({
    path: `${path}.${key}`,
    text: on === false || on === null || on === 'false' ? `-${key}` : key,
  }));
}
