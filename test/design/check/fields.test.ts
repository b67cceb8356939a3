import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { errorsOf, fieldError, fieldOf, messages, post, resourceOf } from '../support.ts';

describe('bounds', () => {
  it.each([
    ['a: string(5..3)', 'min (5) is larger than max (3)'],
    ['a: string(0)', 'max must be at least 1'],
    ['a: string(-1..5)', 'whole number from 0'],
    ['a: string(1.5)', 'whole number'],
    ['a: int max=3000000000', '32 bits'],
    ['a: int max=1.5', 'whole number'],
    ['a: bool min=1', 'a bool takes no min and max'],
    ['a: datetime max=3', 'a datetime takes no min and max'],
    ['a: decimal(4,2) max=100', 'at most 2 digits before the point'],
    ['a: decimal(0,0)', '1 to 38 digits'],
    ['a: decimal(3,5)', '0 to 3 are after the point'],
    ['a: int precision=3', 'only decimal and money'],
    ['a: list<string> max=5000', 'from 0 to 1,000'],
    ['a: int pattern=/x/', 'a pattern is for string, text and slug'],
    ['a: string /(?=x)/', 'look-ahead'],
    ['a: email max=300', 'from 0 to 254'],
  ])('%s: %s', (line, message) => {
    expect(fieldError(line).message).toContain(message);
  });

  it('warns of what items are not checked for', () => {
    const { design, warnings } = readDesign(post(['a: list<string(3..9)>', 'b: list<int(1..5)>']));
    expect(design).toBeDefined();
    expect(warnings.map(({ path }) => path)).toEqual(['resources[0].fields[0]', 'resources[0].fields[1]']);
  });
});

describe('defaults', () => {
  it.each<[string, string, string?]>([
    ['a: int = x', 'must be a number'],
    ['a: int 1..5 = 9', 'larger than 5'],
    ['a: int 1..5 = 0', 'smaller than 1'],
    ["a: string(3) = 'abcd'", 'longer than 3'],
    ["a: string(3..9) = 'a'", 'shorter than 3'],
    ["a: string /[a-z]+/ = 'A'", 'does not match'],
    ['a: enum(draft|live) = drft', 'must be one of draft, live', 'draft'],
    ['a: bool = 1', 'true or false'],
    ['a: money = 1.234', 'more than 2 digits'],
    ['a: decimal(4,2) = 100', 'at most 2 digits before'],
    ['a: date = 2030-02-30', 'a date like'],
    ['a: datetime = yesterday', 'a moment like'],
    ["a: email = 'x'", 'email address'],
    ["a: url = 'x'", 'a URL'],
    ["a: uuid = 'x'", 'a UUID'],
    ["a: list<string> = 'x'", 'must be a list'],
    ["a: list<string(2)> = ['abc']", 'longer than 2'],
    ["a: list<string> unique = ['a', 'a']", 'twice'],
    ['a: string = now()', 'is for datetime'],
    ['a: int = uuid()', 'is for uuid'],
    ["a: string unique = 'x'", 'every row would get the same default'],
  ])('%s: %s', (line, message, suggestion) => {
    const error = fieldError(line);
    expect(error.message).toContain(message);
    if (suggestion !== undefined) expect(error.suggestion).toBe(suggestion);
  });

  it.each<[string, unknown]>([
    ['a: uuid = uuid()', { kind: 'uuid' }],
    ['a: string = token()', { kind: 'token' }],
    ['a: decimal(10,4) = 1.2500', { kind: 'value', value: '1.2500' }],
    ["a: list<string> = ['a', 'b']", { kind: 'value', value: ['a', 'b'] }],
    ['a: float = -1.5', { kind: 'value', value: -1.5 }],
    ['a: json = {}', { kind: 'value', value: {} }],
  ])('%s', (line, wanted) => {
    expect(fieldOf(line).default).toEqual(wanted);
  });
});

describe('enums', () => {
  it.each([
    ["a: enum(''|b)", 'not empty'],
    [`a: enum(${'x'.repeat(61)}|b)`, 'at most 60 characters'],
    ["a: enum('a\\u0007'|b)", 'no control characters'],
    ['a: string values=[a|b]', 'values are for enums'],
  ])('%s: %s', (line, message) => {
    expect(fieldError(line).message).toContain(message);
  });
});

describe('what is not supported', () => {
  it.each([
    'a: file',
    'a: list<file>',
    'a: password',
    'a: int computed(1 + 2)',
    'a: string read(role:admin)',
    'a: bool = false write(role:admin)',
  ])('%s is an error, and never left out silently', (line) => {
    expect(fieldError(line)).toMatchObject({ path: 'resources[0].fields[0]', code: 'UNSUPPORTED' });
  });
});

describe('required and read-only', () => {
  it('a mix of marks is an assumption', () => {
    const reading = readDesign(post(['a: string required', 'b: string', 'c?: string']));
    expect(messages(reading, 'assumptions')).toContain('b: no marker, so required (write "name?:" for optional)');
  });

  it('what the server sets is null until then, if rows are created without it', () => {
    const fields = ['total: money readonly', 'editor: -> User readonly', 'owner: -> User'];
    expect(resourceOf(post(fields))).toMatchObject({
      fields: [{ readOnly: true, required: false, nullable: true }],
      relations: [
        { name: 'editor', nullable: true, required: false },
        { name: 'owner', nullable: false },
      ],
    });
    expect(resourceOf(post(fields, { operations: ['list'] })).fields[0]).toMatchObject({
      nullable: false,
      required: false,
    });
  });

  it('a default wins over required', () => {
    expect(fieldOf('a: bool required = false')).toMatchObject({ required: false, nullable: false });
  });

  it('readonly and writeonly exclude each other', () => {
    expect(fieldError('a: string readonly writeonly').message).toContain('exclude each other');
  });

  it('a slug from a text that may be null may be null', () => {
    expect(resourceOf(post(['title?: string', 'slug: slug from title'])).fields[1]).toMatchObject({ nullable: true });
    expect(errorsOf(post(['n: int', 'slug: slug from n']))[0]?.message).toContain('no text "n"');
    expect(errorsOf(post(['title: string', 'code: string from title']))[0]?.message).toContain('"from" is for slugs');
  });
});

describe('texts in an index', () => {
  it('are shortened when the design leaves their length open', () => {
    expect(resourceOf(post(['body: text unique'])).fields[0]?.max).toBe(600);
    expect(resourceOf(post(['body: text'], { sort: ['body'] })).fields[0]?.max).toBe(600);
    expect(resourceOf(post(['body: text', 'n: int'], { unique_together: ['body, n'] })).fields[0]?.max).toBe(600);
    expect(resourceOf(post(['body: text'])).fields[0]?.max).toBe(100_000);
  });

  it('are errors when it states more', () => {
    expect(fieldError('body: text(1..5000) unique')).toMatchObject({ suggestion: 'max=600' });
  });
});
