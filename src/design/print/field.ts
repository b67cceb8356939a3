/** Fields and relations as lines, such that the grammar reads the same back. */
import type { Default, Field, Link, Relation } from '../api-design.ts';
import { ITEM_MAX, LIST_MAX, SLUG_PATTERN, TEXT_MAX } from '../check/bounds.ts';
import { quote } from '../grammar/lexer.ts';
import { hasControls } from '../text.ts';
import { printNumber } from './expression.ts';

/** A field line. Everything that is not the default of its type is said. */
export const printField = (field: Field): string =>
  [printUndescribed(field), printDescription(field.description)].filter(Boolean).join(' ');

/** A field among others in one line, where a note would swallow the rest. */
export function printArgument(field: Field): string {
  const { description } = field;
  return [printUndescribed(field), description === undefined ? '' : `description=${quote(description)}`]
    .filter(Boolean)
    .join(' ');
}

function printUndescribed(field: Field): string {
  const mark = field.nullable && !field.required && field.default === undefined && field.from === undefined ? '?' : '';
  const parts = [
    `${field.name}${mark}: ${printType(field)}`,
    field.from === undefined ? '' : `from ${field.from}`,
    field.required && isOptionalByNature(field) ? 'required' : '',
    field.nullable && mark === '' ? 'nullable' : '',
    isEmptyList(field) && (field.min ?? 0) > 0 && !field.readOnly ? 'optional' : '',
    ...flags(field),
    ...bounds(field),
    field.default && !isEmptyList(field) ? `= ${printDefault(field.default, field)}` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

const isEmptyList = ({ list, required, default: given }: Field): boolean =>
  list && !required && given?.kind === 'value' && Array.isArray(given.value) && given.value.length === 0;

/** Whether a bare line would read as optional. */
const isOptionalByNature = (field: Field): boolean =>
  field.nullable || field.default !== undefined || field.from !== undefined || (field.list && (field.min ?? 0) < 1);

function printType(field: Field): string {
  const { type, values, precision, scale, itemMax, list } = field;
  let text: string = type;
  if (type === 'enum') text = `enum(${values.map(printValue).join('|')})`;
  else if (precision !== undefined && !(precision === 12 && scale === 2)) text = `${type}(${precision},${scale})`;
  else if (list && itemMax !== ITEM_MAX[type] && itemMax !== undefined) text = `${type}(${itemMax})`;
  else if (isRangeInType(field) && (field.min !== undefined || saidMax(field) !== undefined))
    text = `${type}(${range(field)})`;
  return list ? `list<${text}>` : text;
}

const isRangeInType = ({ type, list }: Field): boolean => !list && (type === 'string' || type === 'text');

/** The largest value or length, unless it is what the type has by itself. */
function saidMax({ type, list, max }: Field): number | undefined {
  const usual = list ? LIST_MAX : TEXT_MAX[type];
  return max === usual ? undefined : max;
}

const range = ({ min, max }: Field): string => (min === undefined ? `${max}` : `${min}..${max}`);

const printValue = (value: string): string =>
  /^[A-Za-z0-9][A-Za-z0-9_ -]*$/.test(value) && value.trim() === value ? value : quote(value);

const flags = (field: Field): string[] => [
  field.unique ? 'unique' : '',
  field.indexed ? 'index' : '',
  field.readOnly ? 'readonly' : '',
  field.writeOnly ? 'writeonly' : '',
  field.immutable ? 'immutable' : '',
  field.pii ? 'pii' : '',
];

function bounds(field: Field): string[] {
  const isInType = isRangeInType(field);
  return [
    field.min === undefined || isInType ? '' : `min=${printNumber(field.min)}`,
    saidMax(field) === undefined || isInType ? '' : `max=${printNumber(saidMax(field)!)}`,
    field.pattern === undefined || (field.type === 'slug' && field.pattern === SLUG_PATTERN)
      ? ''
      : `pattern=${printPattern(field.pattern)}`,
  ];
}

const printPattern = (pattern: string): string => (/[/\s]/.test(pattern) ? quote(pattern) : `/${pattern}/`);

function printDefault(given: Default, field: Field): string {
  if (given.kind !== 'value') return `${given.kind}()`;
  const { value } = given;
  if (field.type === 'json' && !field.list) return JSON.stringify(value);
  return Array.isArray(value) ? `[${value.map(printScalar).join(', ')}]` : printScalar(value);
}

/** Texts are quoted, because those of digits would come back as numbers. */
function printScalar(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return typeof value === 'number' ? printNumber(value) : String(value === true);
}

/** `# note`, or quoted when it is not one plain line. */
function printDescription(text: string | undefined): string {
  if (text === undefined) return '';
  const isPlain = !hasControls(text) && text.trim() === text;
  return isPlain ? `# ${text}` : `description=${quote(text)}`;
}

/** A line of a relation. */
export function printRelation(relation: Relation): string {
  const mark = relation.nullable ? '?' : '';
  const usual = relation.nullable ? 'set_null' : 'restrict';
  const parts = [
    `${relation.name}${mark}: -> ${relation.target}`,
    relation.required && relation.nullable ? 'required nullable' : '',
    relation.onDelete === usual ? '' : `onDelete=${relation.onDelete}`,
    relation.unique ? 'unique' : '',
    relation.readOnly ? 'readonly' : '',
    relation.immutable ? 'immutable' : '',
    relation.inverse === undefined ? '' : `inverse=${relation.inverse}`,
    printDescription(relation.description),
  ];
  return parts.filter(Boolean).join(' ');
}

/** A line of a many-to-many relation. */
export function printLink(link: Link): string {
  const parts = [
    `${link.name}: manyToMany ${link.target}`,
    link.inverse === undefined ? '' : `inverse=${link.inverse}`,
    printDescription(link.description),
  ];
  return parts.filter(Boolean).join(' ');
}
