/** Writes strings: several in a row become one if they fit on a line, else each gets a line. */
import { type Context } from './expressions.ts';
import type { Expression, ExpressionOf } from './syntax.ts';

export function string(context: Context, expression: ExpressionOf<'string'>): void {
  const { writer, tokens } = context;
  if (expression.first === expression.last) return writer.text(tokens[expression.first]!.text);
  writer.groupInBrackets(() => concatenation(context, expression));
}

/** The parts of a concatenation, joined if the enclosing group does not break. */
export function concatenation(context: Context, expression: Expression): void {
  const { writer } = context;
  const joined = joinedString(context, expression);
  if (joined === undefined) return stringParts(context, expression, false);
  writer.conditional({ mode: 'flat' }, () => writer.text(joined));
  writer.ifBreaks(() => stringParts(context, expression, true));
}

/** Each part of a concatenation on a line of its own, where brackets allow it. */
export function stringParts({ writer, tokens }: Context, { first, last }: Expression, isJoinable: boolean): void {
  const isWrittenOnLines = tokens.slice(first + 1, last + 1).some(({ startsLine }) => startsLine);
  if (!isJoinable && isWrittenOnLines) writer.expandParent();
  for (let token = first; token <= last; token++) {
    if (token > first) writer.softLineOrSpaceInBrackets();
    writer.commentsBefore(token);
    writer.text(tokens[token]!.text);
    if (token < last) writer.commentAfter(token);
  }
}

const PART = /^([a-zA-Z]*)(["'])((?:.*))\2$/s;

/** The one literal that a concatenation may become. */
export function joinedString({ tokens }: Context, { first, last, outerLast }: Expression): string | undefined {
  const parts: { prefix: string; mark: string; content: string }[] = [];
  for (let token = first; token <= last; token++) {
    const { text, before, after } = tokens[token]!;
    const hasComments = (token > first && before.length > 0) || (token < outerLast && after !== undefined);
    const [, prefix = '', mark = '', content = ''] = PART.exec(text) ?? [];
    const isPlain = mark !== '' && !/r/i.test(prefix) && !text.includes('\n') && !/^\w*("""|''')/.test(text);
    if (hasComments || !isPlain) return undefined;
    parts.push({ prefix: prefix.toLowerCase(), mark, content });
  }
  const isTemplate = parts.some(({ prefix }) => prefix.includes('f'));
  const mark = commonMark(parts);
  if (mark === undefined) return undefined;
  const content = parts.map((part) =>
    isTemplate && !part.prefix.includes('f') ? part.content.replace(/[{}]/g, '$&$&') : part.content,
  );
  const prefix = isTemplate ? 'f' : parts[0]!.prefix.replace('u', '');
  return prefix + mark + content.join('') + mark;
}

/** The quotes of all parts, or those that need no change of the contents. */
function commonMark(parts: readonly { readonly mark: string; readonly content: string }[]): string | undefined {
  const marks = new Set(parts.map(({ mark }) => mark));
  if (marks.size === 1) return parts[0]!.mark;
  return parts.every(({ content }) => !content.includes('"') && !content.includes("\\'")) ? '"' : undefined;
}
