/** Reads expressions from tokens: a parser by precedence, for what formatted code may hold. */
import type { Clause, Expression, Operator, Parameter, Parameters } from './syntax.ts';
import { BITWISE_OR, COMPARISON, type Infix, INFIX, UNARY } from './infix.ts';
import { isReserved, TokenReader } from './token-reader.ts';
import { UnknownSyntax } from './tokens.ts';

const CONSTANTS = new Set(['None', 'True', 'False', '...']);
type Draft<T> = T extends unknown ? Omit<T, 'first' | 'last' | 'outerFirst' | 'outerLast'> : never;

export class Parser extends TokenReader {
  /** Whether a pattern of a `case` is being read, in which `as` names what was matched. */
  readsPattern = false;

  private node(first: number, draft: Draft<Expression>): Expression {
    const last = this.at - 1;
    return Object.assign(draft, { first, last, outerFirst: first, outerLast: last });
  }

  /** One or more expressions separated by commas: a tuple without parentheses if more than one, or a comma, is there. */
  expressions(item: () => Expression = () => this.starOrNamed()): Expression {
    const start = this.at;
    const first = item();
    if (!this.is(',')) return first;
    const items = [first];
    const commas: number[] = [];
    while (this.accept(',')) {
      commas.push(this.at - 1);
      if (this.endsList()) break;
      items.push(item());
    }
    return this.node(start, { type: 'tuple', parenthesized: false, items, commas });
  }

  private endsList(): boolean {
    return this.kind === 'end' || (this.kind !== 'string' && this.is(')', ']', '}', '=', ':', 'in', ';'));
  }

  starOrNamed(): Expression {
    const start = this.at;
    if (this.accept('*')) return this.node(start, { type: 'starred', value: this.operation(BITWISE_OR) });
    return this.named();
  }

  named(): Expression {
    if (this.readsPattern) return this.pattern();
    const start = this.at;
    const target = this.test();
    if (!this.accept(':=')) return target;
    return this.node(start, { type: 'named', target, value: this.test() });
  }

  private pattern(): Expression {
    const start = this.at;
    const value = this.operation(BITWISE_OR);
    if (!this.accept('as')) return value;
    this.name();
    return this.node(start, { type: 'capture', value });
  }

  test(): Expression {
    const start = this.at;
    if (this.is('lambda')) return this.lambda();
    const body = this.operation();
    if (!this.is('if')) return body;
    const ifToken = this.expect('if');
    const test = this.operation();
    const elseToken = this.expect('else');
    const otherwise = this.test();
    return this.node(start, { type: 'conditional', body, test, otherwise, ifToken, elseToken });
  }

  private lambda(): Expression {
    const start = this.expect('lambda');
    const parameters = this.parameterList(':', false);
    this.expect(':');
    return this.node(start, { type: 'lambda', parameters, body: this.test() });
  }

  /** Operands and operators, down to those that bind as little as `least`. */
  operation(least = 1): Expression {
    const start = this.at;
    let left = this.operand();
    for (;;) {
      const infix = this.infix();
      if (infix === undefined || infix.precedence < least) return left;
      left = this.operators(start, left, infix);
    }
  }

  private infix(): Infix | undefined {
    const { kind, text } = this.tokens[this.at]!;
    if (kind === 'string' || kind === 'number' || (text === 'not' && this.peek(1) !== 'in')) return undefined;
    return INFIX.get(text);
  }

  /** The operators of one kind behind `left`: two operands each, but comparisons and `and` or `or` make one chain. */
  private operators(start: number, left: Expression, { type, precedence }: Infix): Expression {
    const operands = [left];
    const operators: Operator[] = [];
    do {
      const token = this.at++;
      let { text } = this.tokens[token]!;
      if (text === 'not' || (text === 'is' && this.is('not'))) text += ` ${this.tokens[this.at++]!.text}`;
      operators.push({ text, token });
      operands.push(this.operation(text === '**' ? UNARY : precedence + 1));
      if (type === 'binary') break;
    } while (this.infix()?.precedence === precedence);
    return this.node(start, { type, operands, operators });
  }

  private operand(): Expression {
    const start = this.at;
    const { kind, text } = this.tokens[start]!;
    if (kind === 'operator' && (text === '-' || text === '+' || text === '~')) {
      this.at++;
      return this.node(start, { type: 'unary', operator: text, value: this.operation(UNARY) });
    }
    if (kind !== 'name') return this.primary();
    if (text === 'not') {
      this.at++;
      return this.node(start, { type: 'unary', operator: 'not', value: this.operation(COMPARISON) });
    }
    if (text !== 'await') return this.primary();
    this.at++;
    return this.node(start, { type: 'await', value: this.primary() });
  }

  private primary(): Expression {
    const start = this.at;
    let value = this.atom();
    for (;;) {
      if (this.accept('.')) {
        if (this.kind !== 'name') throw new UnknownSyntax('no name behind a dot');
        this.at++;
        value = this.node(start, { type: 'attribute', value });
      } else if (this.is('(')) {
        const open = this.at++;
        const sequence = this.sequence(')', () => this.argument());
        value = this.node(start, { type: 'call', value, open, ...sequence });
      } else if (this.is('[')) {
        const open = this.at++;
        const index = this.expressions(() => this.slice());
        this.expect(']');
        value = this.node(start, { type: 'subscript', value, open, index });
      } else return value;
    }
  }

  private slice(): Expression {
    const start = this.at;
    const parts: (Expression | undefined)[] = [];
    let isSlice = false;
    for (;;) {
      parts.push(this.is(':', ',', ']') ? undefined : this.starOrNamed());
      if (!this.accept(':')) break;
      isSlice = true;
    }
    const [only] = parts;
    if (!isSlice && only) return only;
    return this.node(start, { type: 'slice', parts });
  }

  argument(): Expression {
    const start = this.at;
    if (this.accept('**')) return this.node(start, { type: 'double-starred', value: this.test() });
    if (this.kind === 'name' && this.peek(1) === '=') {
      this.at += 2;
      return this.node(start, { type: 'keyword', value: this.readsPattern ? this.pattern() : this.test() });
    }
    const value = this.accept('*') ? this.node(start, { type: 'starred', value: this.test() }) : this.named();
    if (!this.is('for', 'async')) return value;
    return this.node(start, { type: 'comprehension', brackets: '', element: value, clauses: this.clauses() });
  }

  /** Items up to `close`, which is stepped over. */
  sequence(close: string, item: () => Expression): { items: Expression[]; commas: number[] } {
    const items: Expression[] = [];
    const commas: number[] = [];
    while (!this.is(close)) {
      items.push(item());
      if (!this.is(',')) break;
      commas.push(this.at++);
    }
    this.expect(close);
    return { items, commas };
  }

  private clauses(): Clause[] {
    const clauses: Clause[] = [];
    while (this.is('for') || (this.is('async') && this.peek(1) === 'for')) {
      const first = this.at;
      const isAsync = this.accept('async');
      this.expect('for');
      const target = this.expressions(() => this.target());
      this.expect('in');
      const iterable = this.operation();
      const conditions = [];
      while (this.is('if')) conditions.push({ token: this.at++, test: this.conditionOfClause() });
      clauses.push({ first, isAsync, target, iterable, conditions });
    }
    return clauses;
  }

  private conditionOfClause(): Expression {
    const start = this.at;
    const target = this.is('lambda') ? this.lambda() : this.operation();
    return this.accept(':=') ? this.node(start, { type: 'named', target, value: this.operation() }) : target;
  }

  /** What may stand before `in`: never itself a comparison. */
  target(): Expression {
    const start = this.at;
    if (this.accept('*')) return this.node(start, { type: 'starred', value: this.operation(BITWISE_OR) });
    return this.operation(BITWISE_OR);
  }

  private atom(): Expression {
    const start = this.at;
    const { kind, text } = this.tokens[start]!;
    if (kind === 'string') {
      while (this.kind === 'string') this.at++;
      return this.node(start, { type: 'string' });
    }
    this.at++;
    if (kind === 'number') return this.node(start, { type: 'number' });
    if (CONSTANTS.has(text)) return this.node(start, { type: 'constant' });
    if (kind === 'name' && !isReserved(text)) return this.node(start, { type: 'name' });
    if (text === '(') return this.parenthesized(start);
    if (text === '[') return this.list(start);
    if (text === '{') return this.braces(start);
    throw new UnknownSyntax(`no expression begins with ${text}`);
  }

  private parenthesized(start: number): Expression {
    if (this.accept(')')) return this.node(start, { type: 'tuple', parenthesized: true, items: [], commas: [] });
    const inner = this.is('yield') ? this.yielded() : this.starOrNamed();
    if (this.is('for') || (this.is('async') && this.peek(1) === 'for')) {
      const clauses = this.clauses();
      this.expect(')');
      return this.node(start, { type: 'comprehension', brackets: '()', element: inner, clauses });
    }
    if (this.is(',')) {
      const commas = [this.at++];
      const rest = this.sequence(')', () => this.starOrNamed());
      const items = [inner, ...rest.items];
      return this.node(start, { type: 'tuple', parenthesized: true, items, commas: [...commas, ...rest.commas] });
    }
    this.expect(')');
    inner.outerFirst = start;
    inner.outerLast = this.at - 1;
    return inner;
  }

  private list(start: number): Expression {
    if (this.accept(']')) return this.node(start, { type: 'list', items: [], commas: [] });
    const element = this.starOrNamed();
    return this.displayOrComprehension(start, 'list', ']', '[]', element, () => this.starOrNamed());
  }

  private braces(start: number): Expression {
    if (this.accept('}')) return this.node(start, { type: 'dict', items: [], commas: [] });
    const isDict = { known: false };
    const entry = (): Expression => {
      const first = this.at;
      if (this.accept('**')) {
        isDict.known = true;
        return this.node(first, { type: 'double-starred', value: this.operation(BITWISE_OR) });
      }
      const key = this.starOrNamed();
      if (!this.accept(':')) return key;
      isDict.known = true;
      return this.node(first, { type: 'pair', key, value: this.readsPattern ? this.pattern() : this.test() });
    };
    const element = entry();
    return this.displayOrComprehension(start, isDict.known ? 'dict' : 'set', '}', '{}', element, entry);
  }

  private displayOrComprehension(
    start: number,
    type: 'list' | 'set' | 'dict',
    close: string,
    brackets: '[]' | '{}',
    element: Expression,
    item: () => Expression,
  ): Expression {
    if (this.is('for', 'async')) {
      const clauses = this.clauses();
      this.expect(close);
      return this.node(start, { type: 'comprehension', brackets, element, clauses });
    }
    const commas = this.is(',') ? [this.at++] : [];
    const rest = commas.length > 0 ? this.sequence(close, item) : { items: [], commas: [] };
    if (commas.length === 0) this.expect(close);
    return this.node(start, { type, items: [element, ...rest.items], commas: [...commas, ...rest.commas] });
  }

  yielded(): Expression {
    const start = this.expect('yield');
    const from = this.accept('from');
    if (from) return this.node(start, { type: 'yield', from, value: this.test() });
    if (this.endsList()) return this.node(start, { type: 'yield', from });
    return this.node(start, { type: 'yield', from, value: this.expressions() });
  }

  /** The parameters of a function, up to `close`, which is not stepped over. */
  parameterList(close: string, annotated: boolean): Parameters {
    const open = this.at - 1;
    const items: Parameter[] = [];
    const commas: number[] = [];
    while (!this.is(close)) {
      items.push(this.parameter(annotated));
      if (!this.is(',')) break;
      commas.push(this.at++);
    }
    return { open, close: this.at, items, commas };
  }

  private parameter(annotated: boolean): Parameter {
    const first = this.at;
    let prefix = '';
    if (this.is('*', '**', '/')) prefix = this.tokens[this.at++]!.text;
    const name = prefix === '/' || (prefix === '*' && this.is(',')) ? '' : this.name();
    const annotation = annotated && this.accept(':') ? this.starOrNamed() : undefined;
    const fallback = this.accept('=') ? this.test() : undefined;
    return {
      first,
      last: this.at - 1,
      prefix,
      name,
      ...(annotation && { annotation }),
      ...(fallback && { fallback }),
    };
  }
}
