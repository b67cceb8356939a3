/** Values of sample rows and of the examples in the README: plausible, and valid for the fields that they are for. */
import type { Field, JsonValue } from '../../design/api-design.ts';
import { kebab, maxLength, minLength, sentence, singularOf, words } from '../../plan/index.ts';
import { itemSamples } from '../tests/samples/index.ts';

/** The value of a field in row `number`, from 1, of what `noun` says; undefined when none is known to be valid. */
export function sampleValue(field: Field, noun: string, number: number): JsonValue | undefined {
  const item = itemValue(field, noun, number);
  if (!field.list || item === undefined) return item;
  return (field.min ?? 0) <= 1 ? [item] : listOf(field, item);
}

/** A list of at least so many items; a set of them has no two that are the same. */
function listOf(field: Field, item: JsonValue): JsonValue | undefined {
  if (!field.unique) return Array.from({ length: field.min! }, () => item);
  const { values } = itemSamples(field);
  return values.length >= field.min! ? values.slice(0, field.min) : undefined;
}

function itemValue(field: Field, noun: string, number: number): JsonValue | undefined {
  if (field.type === 'bool') return true;
  if (field.type === 'enum') return field.values[(number - 1) % field.values.length];
  const texts = textCandidates(field, noun, number);
  if (texts) return texts.find((each) => isValid(each, field)) ?? patternText(field, number);
  const { values } = itemSamples(field);
  return values[(number - 1) % values.length];
}

/** Texts from the most to the least telling; undefined for values that are not text. */
function textCandidates(field: Field, noun: string, number: number): string[] | undefined {
  const slug = `${kebab(singularOf(field.name))}-${number}`;
  switch (field.type) {
    case 'email':
      return [`${slug}@example.com`, `a${number}@example.com`];
    case 'url':
      return [`https://example.com/${slug}`, `https://example.com/${number}`];
    case 'string':
    case 'text':
    case 'slug':
      return [...(field.list ? [] : freeTexts(field, noun, number)), slug, filler(field, number)];
    default:
      return undefined;
  }
}

const PEOPLE = ['Ada Lovelace', 'Grace Hopper', 'Alan Turing'];

/** What people would write, as far as the name of the field tells. */
function freeTexts({ name, type }: Field, noun: string, number: number): string[] {
  const numbered = `${sentence(words(name))} ${number}`;
  if (/(?:full|display|first|last|given|family)_name$/.test(name))
    return [PEOPLE[(number - 1) % PEOPLE.length]!, numbered];
  if (/^(?:name|title|subject|label)$/.test(name)) return [`${sentence(noun)} ${number}`, numbered];
  return type === 'text' ? [`The ${words(name)} of ${noun} ${number}.`, numbered] : [numbered];
}

/** A text that was found by walking through the pattern of the field. */
function patternText(field: Field, number: number): string | undefined {
  if (field.pattern === undefined) return undefined;
  const values = itemSamples(field).values.filter(
    (each): each is string => typeof each === 'string' && isValid(each, field),
  );
  return values[(number - 1) % values.length];
}

/** Text of the shortest allowed length, of one letter. */
const filler = (field: Field, number: number): string =>
  String.fromCharCode(96 + number).repeat(Math.max(1, minLength(field)));

function isValid(text: string, field: Field): boolean {
  if (text.length < minLength(field) || text.length > maxLength(field)!) return false;
  return field.pattern === undefined ? field.type !== 'slug' || SLUG.test(text) : matches(field.pattern, text);
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether all of `text` matches; a pattern that JavaScript does not know matches nothing. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return false;
  }
}
