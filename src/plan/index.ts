/** Names and facts that every emitter shares. */
export * from './access.ts';
export * from './actions.ts';
export * from './doors.ts';
export * from './effects.ts';
export * from './names.ts';
export * from './once.ts';
export * from './paths.ts';
export * from './account-tables.ts';
export * from './paging.ts';
export * from './plan.ts';
export * from './action-failures.ts';
export * from './procedures/procedure.ts';
export * from './tables.ts';
export * from './profiles.ts';
export * from './python-conditions.ts';
export * from './scopes.ts';
export * from './values.ts';
