/** Members of Pydantic models: `name: type`, with a default, an alias or a description only where there is one. */
import { type FieldPlan, screaming } from '../plan/index.ts';
import { enumeration, pydantic } from '../plan/symbols.ts';
import { doc, isPresent, Name, name, type Part, prose, py } from '../python/index.ts';
import { type Fallback, fallbackOf, orNull, type ValueType } from './values.ts';

const { Field, MISSING } = pydantic;
const { StrEnum } = enumeration;

/** The types of fields by their plans. */
export type Types = ReadonlyMap<FieldPlan, ValueType>;

/** A member, and whether a request must give it. */
export interface Line {
  readonly required: boolean;
  readonly code: Part;
}

/** Members that must be given come first. */
export const requiredFirst = (lines: readonly Line[]): Part =>
  [...lines.filter((line) => line.required), ...lines.filter((line) => !line.required)].map((line) => line.code);

/** A field in a request that creates. */
export function createField(plan: FieldPlan, valueMap: Types): Line {
  const type = orNull(valueMap.get(plan)!.request, plan.field.nullable);
  if (plan.field.from !== undefined) {
    const missing = orMissing(valueMap.get(plan)!.request, plan.field.nullable);
    const description = `Made from \`${plan.field.from}\` if left out.`;
    return {
      required: false,
      code: member(plan.attribute, plan.json, missing, { fallback: MISSED, description }),
    };
  }
  const fallback = fallbackOf(plan);
  return { required: fallback === undefined, code: member(plan.attribute, plan.json, type, { fallback }) };
}

/** The fallback of what may be left out. */
export const MISSED: Fallback = { keyword: 'default', value: MISSING };
/** A type, or nothing at all; null comes last by convention. */
export const orMissing = (type: Part, nullable = false): Part => py`${type} | ${MISSING}${nullable && py` | None`}`;

interface MemberOptions {
  readonly fallback?: Fallback | undefined;
  readonly description?: string | undefined;
}

/** `attribute: type`, with a default or a `Field` only where there is something to say. */
export function member(
  attribute: string,
  json: string,
  type: Part,
  { fallback, description }: MemberOptions = {},
): Part {
  const alias = json !== attribute && py`alias=${json}`;
  const text = description !== undefined && py`description=${prose(description, 20)}`;
  if (!alias && !text && fallback?.keyword !== 'default_factory') {
    return py`${new Name(attribute)}: ${type}${fallback && py` = ${fallback.value}`}`;
  }
  const given = fallback && py`${new Name(fallback.keyword)}=${fallback.value}`;
  return py`${new Name(attribute)}: ${type} = ${Field}(${[given, alias, text]})`;
}

/** The class of an enum field. */
export function enumClass(plan: FieldPlan): Part {
  const members = new Set<string>();
  return py`
    class ${new Name(plan.enumClass)}(${StrEnum}):
        ${doc(plan.field.description ?? `Values of \`${plan.json}\`.`)}

        ${plan.field.values.map((each) => enumLine(each, members))}
  `;
}

const LOOKS_SECRET = /(?:^|_)(?:PAS+WO?R?D|PASS(?:PHRASE)?|PWD|TOKEN|SECRETE?)(?:$|_)/;

function enumLine(text: string, taken: Set<string>): Part {
  const member = enumMember(text, taken);
  const note = LOOKS_SECRET.test(member.id) && py`  # noqa: S105 - the name of a value`;
  return py`${member} = ${text}${note}`;
}

function enumMember(text: string, taken: Set<string>): Name {
  const base = screaming(name(text.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '') || 'empty').id).replace(
    /_+$/,
    '',
  );
  let free = base || 'VALUE';
  for (let number = 2; taken.has(free); number++) free = `${base}_${number}`;
  taken.add(free);
  return new Name(free === 'NAME' || free === 'VALUE' ? `${free}_` : free);
}

/** A field in a request that changes some fields. */
export function updateField(plan: FieldPlan, valueMap: Types): Part {
  const type = orMissing(valueMap.get(plan)!.request, plan.field.nullable);
  return member(plan.attribute, plan.json, type, { fallback: MISSED });
}

/** A field in a response. */
export function readField(plan: FieldPlan, valueMap: Types): Part {
  const { description, nullable } = plan.field;
  const type = orNull(valueMap.get(plan)!.response, nullable);
  const info = [
    plan.json !== plan.attribute && py`serialization_alias=${plan.json}`,
    description !== undefined && py`description=${prose(description, 20)}`,
  ];
  return info.some(isPresent)
    ? py`${new Name(plan.attribute)}: ${type} = ${Field}(${info})`
    : py`${new Name(plan.attribute)}: ${type}`;
}
