/** Expressions and steps as text, such that the grammar reads the same back. */
import type { Expr, Failure, Rule, Step } from '../api-design.ts';
import { NOT_PRECEDENCE, PRECEDENCE } from '../grammar/expression.ts';
import { quote } from '../grammar/lexer.ts';

/** An expression; with brackets around it if it binds less tightly than `least`. */
export function printExpression(expression: Expr, least = 0): string {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression.value);
    case 'path':
      return expression.path.join('.');
    case 'list':
      return `[${expression.items.map((item) => printExpression(item)).join(', ')}]`;
    case 'rows': {
      const column = expression.column === undefined ? '' : `.${expression.column}`;
      const where = expression.where ? ` where ${printExpression(expression.where)}` : '';
      return `${expression.resource}${column}${where}`;
    }
    case 'call':
      return `${expression.function}(${expression.arguments.map((item) => printExpression(item)).join(', ')})`;
    case 'unary':
      return printUnary(expression, least);
    default: {
      const precedence = PRECEDENCE.get(expression.operator)!;
      const left = printExpression(expression.left, precedence);
      const right = printExpression(expression.right, precedence + 1);
      const text = `${left} ${expression.operator} ${right}`;
      return precedence < least ? `(${text})` : text;
    }
  }
}

function printUnary(expression: Expr & { readonly kind: 'unary' }, least: number): string {
  if (expression.operator === '-') return `-${printExpression(expression.operand, TIGHTEST)}`;
  const text = `not ${printExpression(expression.operand, NOT_PRECEDENCE)}`;
  return NOT_PRECEDENCE < least ? `(${text})` : text;
}

const TIGHTEST = 9;

function printLiteral(value: string | number | boolean | null): string {
  if (typeof value === 'string') return quote(value);
  return typeof value === 'number' ? printNumber(value) : String(value);
}

/** Digits without an exponent, which the language does not have. */
export function printNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) : text;
}

/** Rules as one line. */
export const printRules = (rules: readonly Rule[]): string => rules.map((rule) => printRule(rule)).join(' or ');

function printRule({ who, name, when }: Rule): string {
  const text = name === undefined ? who : `${who}:${name}`;
  return when ? `${text} when ${printExpression(when, PRECEDENCE.get('and'))}` : text;
}

const printArguments = (values: Readonly<Record<string, Expr>>): string =>
  `(${Object.entries(values)
    .map(([name, value]) => `${name}=${printExpression(value)}`)
    .join(', ')})`;

const printAssignments = (values: readonly (readonly [string, Expr])[]): string =>
  values.map(([path, value]) => `${path} = ${printExpression(value)}`).join(', ');

const printValues = (values: Readonly<Record<string, Expr>>): string => printAssignments(Object.entries(values));

const printFailure = ({ status, message }: Failure): string => ` else ${status} ${quote(message)}`;

const printAs = (name: string | undefined): string => (name === undefined ? '' : ` as ${name}`);

const printBlock = (steps: readonly Step[]): string =>
  steps.length === 0 ? '{ }' : `{ ${steps.map(printStep).join('; ')} }`;

/** A state: bare if the grammar can read it so. */
export const printState = (state: string): string =>
  /^[A-Za-z_]\w*(?:-[A-Za-z_]\w*)*$/.test(state) ? state : quote(state);

/** A step as one line. */
export function printStep(step: Step): string {
  switch (step.do) {
    case 'require':
      return `require ${printExpression(step.condition)}${printFailure(step.failure)}`;
    case 'set':
      return `set ${printAssignments(step.assignments.map(({ path, value }) => [path.join('.'), value] as const))}`;
    case 'transition':
      return `-> ${printState(step.to)}`;
    case 'increment':
    case 'decrement':
      return printCounter(step);
    case 'create':
      return `create ${step.resource}${printArguments(step.values)}${printAs(step.as)}`;
    case 'load': {
      const end = `${step.lock ? ' for update' : ''}${printAs(step.as)}${printFailure(step.failure)}`;
      return `load ${step.resource} where ${printExpression(step.where)}${end}`;
    }
    case 'update':
      return `update ${step.resource} where ${printExpression(step.where)} set ${printValues(step.values)}`;
    case 'delete':
      return `delete ${step.target}${step.where ? ` where ${printExpression(step.where)}` : ''}`;
    case 'link':
      return `add ${printExpression(step.value)} to ${step.path.join('.')}`;
    case 'unlink':
      return `remove ${printExpression(step.value)} from ${step.path.join('.')}`;
    case 'for':
      return `for ${step.variable} in ${printExpression(step.in)} ${printBlock(step.steps)}`;
    case 'if': {
      const otherwise = step.else.length === 0 ? '' : ` else ${printBlock(step.else)}`;
      return `if ${printExpression(step.condition)} ${printBlock(step.then)}${otherwise}`;
    }
    case 'enqueue':
    case 'emit':
    case 'call':
      return `${step.do} ${step.name}${printArguments(step.arguments)}${printAs(step.as)}`;
    case 'return':
      return `return ${printExpression(step.value)}`;
    default: {
      const where = step.where ? ` where ${printExpression(step.where)}` : '';
      const sort = step.sort.map(({ field, descending }) => `${descending ? '-' : ''}${field}`).join(', ');
      return `list ${step.resource}${where}${sort ? ` sort ${sort}` : ''}`;
    }
  }
}

function printCounter(step: Step & { readonly do: 'increment' | 'decrement' }): string {
  const counter = `${step.do} ${step.path.join('.')} by ${printExpression(step.by)}`;
  if (!step.bound) return counter;
  const word = step.do === 'increment' ? 'max' : 'min';
  return `${counter} ${word} ${printExpression(step.bound)}${step.failure ? printFailure(step.failure) : ''}`;
}
