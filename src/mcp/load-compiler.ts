import type { Compiler } from './compiler.ts';

let loading: Promise<Compiler> | undefined;

/** The compiler, loaded once and on first use: a client that only asks who this is does not wait for it. */
export function loadCompiler(): Promise<Compiler> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Compiler> {
  const [{ readDesign, wireSchema, GRAMMAR }, { understand }, { compile }] = await Promise.all([
    import('../design/index.ts'),
    import('../understand/index.ts'),
    import('../project/index.ts'),
  ]);
  return { grammar: GRAMMAR, wireSchema, readDesign, understand, compile };
}
