/** Writes `case` heads. Patterns are read as expressions, which they look like, but for `as` and `|`. */
import { maybeParenthesize, write } from './expressions.ts';
import type { Statement } from './statements.ts';
import { UnknownSyntax } from './tokens.ts';

export function caseHead(statement: Statement): void {
  const { writer, parser } = statement;
  parser.expect('case');
  writer.text('case ');
  parser.readsPattern = true;
  const pattern = parser.expressions();
  parser.readsPattern = false;
  if (pattern.type === 'tuple' && !pattern.parenthesized) {
    writer.parenthesizeIfExpands(() => write(statement, pattern, 'never'));
  } else maybeParenthesize(statement, pattern, 'statement', 'if-breaks');
  if (parser.accept('if')) {
    writer.text(' if ');
    maybeParenthesize(statement, parser.named(), 'condition', 'if-breaks-brackets');
  }
  if (!parser.is(':')) throw new UnknownSyntax('a pattern of an unknown form');
}
