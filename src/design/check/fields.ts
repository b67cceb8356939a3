/** One field line, checked and with every default filled in. */
import { type Default, type Field, SCALAR_TYPES, type ScalarType } from '../api-design.ts';
import type { FieldSpec } from '../grammar/field-spec.ts';
import type { Report } from '../issue.ts';
import { hasControls } from '../text.ts';
import { checkBounds } from './bounds.ts';
import { checkDefault } from './defaults.ts';
import type { Mutable } from './model.ts';

const MAX_ENUM_VALUE = 60;
const MAX_ENUM_VALUES = 200;

/** The field of a line; undefined when it cannot be compiled, with the reason reported. */
export function checkField(spec: FieldSpec, path: string, report: Report): Mutable<Field> | undefined {
  for (const note of spec.notes) report.assume(path, note);
  reportRelationWords(spec, path, report);
  if (reportUnsupported(spec, path, report)) return undefined;
  const type = SCALAR_TYPES.find((known) => known === spec.type);
  if (!type) return undefined;
  const field = basics(spec, type);
  if (field.type === 'enum') field.values = checkValues(spec, path, report);
  else if (spec.values.length > 0) report.error(path, `${spec.name}: values are for enums`, { got: spec.type });
  checkBounds(spec, field, path, report);
  checkFlags(spec, field, path, report);
  const given = spec.default && checkDefault(spec.default, field, path, report);
  if (given?.kind === 'value' && spec.unique && !spec.list) {
    report.error(path, `${spec.name}: every row would get the same default, but it is unique`, { got: given.value });
  }
  if (given) field.default = given;
  else if (field.list && !field.required && !spec.default) Object.assign(field, { default: EMPTY_LIST });
  return field;
}

const EMPTY_LIST: Default = { kind: 'value', value: [] };

function basics(spec: FieldSpec, type: ScalarType): Mutable<Field> {
  const isFilled = spec.default !== undefined || spec.from !== undefined;
  const mayBeEmpty = spec.list && (spec.min ?? 0) < 1;
  const optional = spec.optional || spec.nullable || isFilled || mayBeEmpty;
  return {
    name: spec.name,
    type,
    list: spec.list,
    values: [],
    required: !spec.readOnly && !isFilled && (spec.required || !optional),
    nullable: !spec.list && (spec.nullable || (spec.optional && !spec.required && !isFilled)),
    unique: spec.unique,
    indexed: spec.indexed,
    readOnly: spec.readOnly,
    writeOnly: spec.writeOnly,
    immutable: spec.immutable,
    pii: spec.pii,
    ...(spec.from === undefined ? {} : { from: spec.from }),
    ...(spec.description === undefined ? {} : { description: spec.description }),
  };
}

function reportUnsupported(spec: FieldSpec, path: string, report: Report): boolean {
  const { name } = spec;
  if (spec.type === 'file') report.unsupported(path, `${name}: files are not supported; store a url instead`, 'file');
  if (spec.type === 'password') {
    report.unsupported(path, `${name}: passwords are not supported; the built-in account has one`, 'password');
  }
  for (const part of spec.unsupported) report.unsupported(path, `${name}: ${UNSUPPORTED_PARTS[part]}`, part);
  return spec.type === 'file' || spec.type === 'password' || spec.unsupported.length > 0;
}

const UNSUPPORTED_PARTS = {
  computed: 'computed fields are not supported; leave the field out',
  read: 'rules for reading one field are not supported; put it into a resource of its own, or use writeonly',
  write: 'rules for writing one field are not supported; use readonly, and an action with access',
} as const;

function reportRelationWords(spec: FieldSpec, path: string, report: Report): void {
  const words = [
    spec.onDelete && 'onDelete',
    spec.inverse && 'inverse',
    spec.through && 'through',
    spec.embed && 'embed',
  ];
  const found = words.filter(Boolean).join(', ');
  if (found) report.error(path, `${spec.name}: ${found} is for relations, e.g. "${spec.name}: -> User cascade"`);
}

function checkValues(spec: FieldSpec, path: string, report: Report): string[] {
  const values = [...new Set(spec.values)];
  if (values.length < spec.values.length) report.assume(path, `${spec.name}: values that stand twice are kept once`);
  if (values.length === 0) report.error(path, `${spec.name}: an enum needs values: enum(a|b|c)`);
  if (values.length > MAX_ENUM_VALUES) {
    report.error(path, `${spec.name}: an enum has at most ${MAX_ENUM_VALUES} values`, {
      got: values.length,
      code: 'LIMIT_EXCEEDED',
    });
  }
  for (const value of values) {
    const problem = valueProblem(value);
    if (problem) report.error(path, `${spec.name}: ${problem}`, { got: value });
  }
  return values;
}

/** Why a text is no value of an enum. */
export function valueProblem(value: string): string | undefined {
  if (value.trim() === '') return 'a value of an enum is not empty';
  if (value.length > MAX_ENUM_VALUE) return `a value of an enum has at most ${MAX_ENUM_VALUE} characters`;
  if (hasControls(value)) return 'a value of an enum has no control characters';
  return undefined;
}

function checkFlags(spec: FieldSpec, field: Mutable<Field>, path: string, report: Report): void {
  const { name } = spec;
  if (spec.readOnly && spec.writeOnly) report.error(path, `${name}: readonly and writeonly exclude each other`);
  if (spec.list && spec.nullable) report.assume(path, `${name}: a list is empty rather than null`);
  if (spec.required && spec.readOnly) report.assume(path, `${name}: read-only, so a request does not give it`);
  if (!spec.unique && !spec.indexed) return;
  if (field.type === 'json' && !field.list) {
    report.error(path, `${name}: json cannot be ${spec.unique ? 'unique' : 'indexed'}`);
  }
}
