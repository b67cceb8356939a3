/** The design language: read it, check it, write it. */
export type * from './api-design.ts';
export { FEATURES, FILTER_OPS, OPERATIONS, OPTIONS, SCALAR_TYPES } from './api-design.ts';
export type { Issue, IssueCode } from './issue.ts';
export { kebab, pascal, snake } from './naming.ts';
export { plural, singular } from './inflect.ts';
export { toWire } from './print/to-wire.ts';
export { type DesignReading, readDesign } from './read-design.ts';
export { didYouMean } from './suggest.ts';
export type { WireAction, WireDesign, WireEndpoint, WireResource } from './wire.ts';
export { GRAMMAR } from './grammar-text.ts';
export { type SchemaOptions, type WireSchema, wireSchema } from './wire-schema.ts';
export { printExpression, printRules, printStep } from './print/expression.ts';
