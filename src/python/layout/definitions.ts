/** Writes the heads of functions and classes, and imports from modules. */
import { callArguments } from './chains.ts';
import { commaSeparated, emptyBrackets } from './brackets.ts';
import { maybeParenthesize, write } from './expressions.ts';
import type { Statement } from './statements.ts';
import { hasTrailingComma, type Parameter, type Parameters } from './syntax.ts';
import { UnknownSyntax } from './tokens.ts';

export function functionHead(statement: Statement): void {
  const { writer, parser } = statement;
  parser.expect('def');
  writer.text('def ', parser.name());
  typeParameters(statement);
  writer.group(() => {
    parser.expect('(');
    const parameters = parser.parameterList(')', true);
    parser.expect(')');
    writeParameters(statement, parameters);
    if (!parser.accept('->')) return;
    writer.text(' -> ');
    returnAnnotation(statement, parameters.items.length > 0);
  });
}

function returnAnnotation(statement: Statement, hasParameters: boolean): void {
  const annotation = statement.parser.expressions();
  if (annotation.type === 'tuple') return write(statement, annotation, 'never');
  maybeParenthesize(statement, annotation, { hasParameters }, hasParameters ? 'if-breaks' : 'if-breaks-brackets');
}

function writeParameters(statement: Statement, parameters: Parameters): void {
  const { writer } = statement;
  const { items, open, close, commas } = parameters;
  if (items.length === 0) return writer.at('brackets', () => emptyBrackets(statement, open, close));
  const content = (): void => {
    items.forEach((item, index) => {
      if (index) {
        writer.text(',');
        writer.commentAfter(commas[index - 1]!);
        writer.softLineOrSpace();
      }
      writer.commentsBefore(item.first);
      parameter(statement, item);
      writer.commentAfter(item.last);
    });
    writer.ifBreaks(() => writer.text(','));
    if (hasTrailingComma(parameters)) {
      writer.expandParent();
      writer.commentAfter(commas.at(-1)!);
    }
    writer.commentsBeforeClose(close);
  };
  const isSingle = items.length === 1 && items[0]!.name !== '';
  writer.at('brackets', () => {
    writer.text('(');
    writer.commentAfter(open);
    writer.softBlockIndent(isSingle ? content : () => writer.group(content));
    writer.text(')');
  });
}

function parameter(statement: Statement, { prefix, name, annotation, fallback }: Parameter): void {
  const { writer } = statement;
  writer.text(prefix, name);
  if (annotation) {
    writer.text(': ');
    write(statement, annotation);
  }
  if (!fallback) return;
  writer.text(annotation ? ' = ' : '=');
  write(statement, fallback);
}

export function classHead(statement: Statement): void {
  const { writer, parser } = statement;
  parser.expect('class');
  writer.text('class ', parser.name());
  typeParameters(statement);
  if (!parser.is('(')) return;
  const open = parser.at++;
  const bases = parser.sequence(')', () => parser.argument());
  const isEmpty = bases.items.length === 0 && statement.tokens[parser.at - 1]!.before.length === 0;
  if (isEmpty) writer.commentAfter(open);
  else callArguments(statement, bases, open, parser.at - 1);
}

/** Type parameters are newer than the Python that is laid out here. */
function typeParameters({ parser }: Statement): void {
  if (parser.is('[')) throw new UnknownSyntax('type parameters');
}

export function importFrom(statement: Statement): void {
  const { writer, parser, tokens } = statement;
  parser.expect('from');
  writer.text('from ');
  while (!parser.is('import')) writer.text(tokens[parser.at++]!.text);
  parser.expect('import');
  writer.text(' import ');
  if (parser.accept('*')) return writer.text('*');
  const open = parser.at;
  const isParenthesized = parser.accept('(');
  const names: { readonly text: string; readonly first: number; readonly last: number }[] = [];
  const commas: number[] = [];
  while (!parser.is(')') && parser.kind !== 'end') {
    const first = parser.at;
    const name = parser.name();
    names.push({ first, text: parser.accept('as') ? `${name} as ${parser.name()}` : name, last: parser.at - 1 });
    if (!parser.is(',')) break;
    commas.push(parser.at++);
  }
  const content = (): void => {
    const each = ({ text, first, last }: (typeof names)[number]): void => {
      writer.commentsBefore(first);
      writer.text(text);
      writer.commentAfter(last);
    };
    commaSeparated(statement, { items: names, commas }, each, { evenIfSingle: true });
    if (isParenthesized) writer.commentsBeforeClose(parser.at - 1);
  };
  if (isParenthesized) parser.expect(')');
  if (isParenthesized && tokens[open]!.after !== undefined) writer.bracketed('(', content, ')', open);
  else writer.parenthesizeIfExpands(content);
}
