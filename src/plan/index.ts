/** Names and facts that every emitter shares. */
export * from './access.ts';
export * from './names.ts';
export * from './plan.ts';
