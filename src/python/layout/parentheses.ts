/** Whether an expression gets parentheses when it breaks: the judgements, without writing anything. */
import { type Expression, type ExpressionType, isParenthesized } from './syntax.ts';
import type { Token } from './tokens.ts';

/**
 * `multiline`: if the expression takes more than one line; `best-fit`: if they make it fit; `never`: it has brackets of
 * its own, or cannot break.
 */
export type Need = 'multiline' | 'always' | 'best-fit' | 'never';

/** What an expression stands in: another expression, a statement, or the head of an `if`, `while` or `match`. */
export type Parent = ExpressionType | 'assignment' | 'statement' | 'condition' | ReturnAnnotation;

export interface ReturnAnnotation {
  readonly hasParameters: boolean;
}

const ALWAYS_AROUND_WALRUS: ReadonlySet<Parent> = new Set<Parent>(['assignment', 'statement', 'await', 'yield']);

export class Judge {
  constructor(private readonly tokens: readonly Token[]) {}

  /** Whether `expression`, not counting parentheses in the source, wants parentheses when it breaks. */
  need(expression: Expression, parent: Parent): Need {
    switch (expression.type) {
      case 'boolean':
      case 'compare':
      case 'conditional':
      case 'lambda':
        return parent === 'await' ? 'always' : 'multiline';
      case 'binary':
        return this.needOfBinary(expression.operands, parent);
      case 'starred':
      case 'capture':
        return 'multiline';
      case 'named':
        return ALWAYS_AROUND_WALRUS.has(parent) || typeof parent === 'object' ? 'always' : 'multiline';
      case 'unary':
      case 'await':
        if (parent === 'await') return 'always';
        return isParenthesized(expression.value) ? 'never' : this.need(expression.value, expression.type);
      case 'yield': {
        if (parent !== 'assignment') return 'always';
        if (!expression.value || isParenthesized(expression.value)) return 'never';
        const need = this.need(expression.value, 'yield');
        return need === 'best-fit' ? 'never' : need;
      }
      case 'attribute':
      case 'call':
        if (isFluent(expression)) return 'multiline';
        if (isParenthesized(expression.value)) return 'never';
        return this.need(expression.value, expression.type);
      case 'subscript':
        return this.needOfSubscript(expression, parent);
      case 'name':
      case 'number':
      case 'constant':
        return 'best-fit';
      case 'string':
        if (expression.last > expression.first) return 'multiline';
        return this.isMultiline(expression) ? 'never' : 'best-fit';
      case 'comprehension':
        return expression.brackets === '()' && parent === 'await' ? 'always' : 'never';
      default:
        return 'never';
    }
  }

  private needOfBinary(operands: readonly Expression[], parent: Parent): Need {
    if (parent === 'await') return 'always';
    const left = operands[0]!;
    const right = operands[1]!;
    const isTemplate = left.type === 'string' && left.first === left.last && this.isMultiline(left);
    return isTemplate && this.brackets(right) !== undefined ? 'never' : 'multiline';
  }

  private needOfSubscript(expression: Expression & { value: Expression }, parent: Parent): Need {
    if (isFluent(expression)) return 'multiline';
    if (isParenthesized(expression.value)) return 'never';
    const need = this.need(expression.value, 'subscript');
    if (need !== 'best-fit' || typeof parent !== 'object') return need;
    return parent.hasParameters ? 'never' : 'multiline';
  }

  isMultiline(expression: Expression): boolean {
    for (let token = expression.first; token <= expression.last; token++) {
      if (this.tokens[token]!.text.includes('\n')) return true;
    }
    return false;
  }

  /** Whether `expression` can break somewhere. */
  isSplittable(expression: Expression): boolean {
    switch (expression.type) {
      case 'named':
      case 'name':
      case 'number':
      case 'constant':
      case 'slice':
        return false;
      case 'tuple':
      case 'dict':
      case 'set':
      case 'list':
        return expression.items.length > 0;
      case 'unary':
        return this.isSplittable(expression.value);
      case 'yield':
        return expression.value !== undefined;
      case 'call':
        return expression.items.length > 0 || isParenthesized(expression.value);
      case 'string':
        return expression.last > expression.first;
      case 'lambda':
        return isParenthesized(expression.body) || this.isSplittable(expression.body);
      case 'starred':
      case 'attribute':
        return isParenthesized(expression.value) || this.isSplittable(expression.value);
      default:
        return true;
    }
  }

  /** Whether brackets belong to the end of `expression`, and whether something is in them. */
  ownBrackets(expression: Expression): 'empty' | 'filled' | undefined {
    switch (expression.type) {
      case 'subscript':
        return 'filled';
      case 'comprehension':
        return expression.brackets === '' ? undefined : 'filled';
      case 'tuple':
        if (!expression.parenthesized) return undefined;
        return expression.items.length > 0 ? 'filled' : 'empty';
      case 'list':
      case 'set':
      case 'dict':
      case 'call':
        return expression.items.length > 0 ? 'filled' : 'empty';
      default:
        return undefined;
    }
  }

  /** As `ownBrackets`, or parentheses around the expression. */
  brackets(expression: Expression): 'empty' | 'filled' | undefined {
    const own = this.ownBrackets(expression);
    if (own === 'filled') return own;
    return isParenthesized(expression) ? 'filled' : own;
  }

  /** Whether breaking the brackets at its beginning or end is better than parentheses around all of `expression`. */
  canOmitParentheses(expression: Expression): boolean {
    const survey = new Survey(this);
    survey.inside(expression);
    if (!survey.hasBrackets || survey.count > 1) return false;
    if (survey.precedence <= Precedence.attribute) return true;
    const isBreakable = (edge: Expression | undefined): boolean =>
      edge !== undefined && edge.type !== 'subscript' && this.brackets(edge) === 'filled';
    return isBreakable(survey.last) || (survey.start !== 'token' && isBreakable(survey.start));
  }
}

const Precedence = { none: 0, attribute: 1, power: 2, inversion: 3, comparison: 10, boolean: 11, conditional: 12 };
const BINARY_PRECEDENCE: Readonly<Record<string, number>> = {
  '**': Precedence.power,
  '*': 4,
  '@': 4,
  '/': 4,
  '//': 4,
  '%': 4,
  '+': 5,
  '-': 5,
  '<<': 6,
  '>>': 6,
  '&': 7,
  '^': 8,
  '|': 9,
};

/** How loosely an operator of a chain binds: higher binds less. */
export function precedenceOf(type: 'binary' | 'compare' | 'boolean', operator: string): number {
  if (type === 'compare') return Precedence.comparison;
  return type === 'boolean' ? Precedence.boolean : BINARY_PRECEDENCE[operator]!;
}

/** Finds out what an expression is made of, where it is not in brackets. */
class Survey {
  hasBrackets = false;
  precedence: number = Precedence.none;
  count = 0;
  last: Expression | undefined;
  start: Expression | 'token' | undefined;

  constructor(private readonly judge: Judge) {}

  visit(expression: Expression): void {
    this.last = expression;
    if (isParenthesized(expression)) this.hasBrackets = true;
    else this.inside(expression);
    this.start ??= expression;
  }

  private operator(precedence: number, count = 1): void {
    if (precedence > this.precedence) {
      this.precedence = precedence;
      this.count = count;
    } else if (precedence === this.precedence) this.count += count;
  }

  inside(expression: Expression): void {
    switch (expression.type) {
      case 'dict':
      case 'list':
      case 'set':
        this.hasBrackets = true;
        return;
      case 'comprehension':
        if (expression.brackets !== '') this.hasBrackets = true;
        return;
      case 'tuple':
        if (expression.parenthesized) this.hasBrackets = true;
        else for (const item of expression.items) this.visit(item);
        return;
      case 'boolean':
      case 'compare':
      case 'binary': {
        const { text } = expression.operators[0]!;
        this.operator(precedenceOf(expression.type, text), expression.operators.length);
        for (const operand of expression.operands) this.visit(operand);
        return;
      }
      case 'conditional':
        this.operator(Precedence.conditional, 2);
        this.visit(expression.body);
        this.visit(expression.test);
        this.visit(expression.otherwise);
        return;
      case 'call':
      case 'subscript':
        this.hasBrackets = true;
        this.visit(expression.value);
        this.last = expression;
        return;
      case 'attribute':
        this.visit(expression.value);
        if (this.judge.brackets(expression.value) !== undefined) this.operator(Precedence.attribute);
        this.last = expression;
        return;
      case 'named':
        this.visit(expression.target);
        this.visit(expression.value);
        return;
      case 'unary':
        if (expression.operator === '~') this.operator(Precedence.inversion);
        this.start ??= 'token';
        this.visit(expression.value);
        return;
      case 'lambda':
        this.start ??= 'token';
        this.visit(expression.body);
        return;
      case 'capture':
        return this.visit(expression.value);
      case 'await':
      case 'starred':
      case 'yield':
        this.start ??= 'token';
        if (expression.value) this.visit(expression.value);
        return;
      default:
    }
  }
}

/** Whether `expression` is a chain of at least two calls or subscripts whose results are gone on with. */
export function isFluent(expression: Expression): boolean {
  let links = 0;
  let current = expression;
  for (;;) {
    if (current.type === 'attribute') {
      if (isParenthesized(current.value)) return links + 1 >= 2;
      if (current.value.type === 'call' || current.value.type === 'subscript') links++;
    } else if (current.type === 'call' || current.type === 'subscript') {
      if (isParenthesized(current.value)) return links >= 2;
    } else return links >= 2;
    current = current.value;
  }
}
