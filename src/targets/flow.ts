/** How generated code waits: in coroutines, or in the threads that FastAPI gives to plain functions. */
import {
  abc,
  anyio,
  anyioThread,
  asyncLocks,
  functools,
  httpxPackage,
  modules,
  threading,
  typing,
} from '../plan/symbols.ts';
import { blocking, type Part, py, type Replacements, type Sym } from '../python/index.ts';

export interface Flow {
  /** Code that waits for the database, written as coroutines. */
  readonly part: (part: Part) => Part;
  /** The type of what a function gives that is waited for. */
  readonly awaitable: (type: Part) => Part;
  /** Expression: calls a coroutine function from code that waits, while the event loop runs. */
  readonly inLoop: (callable: Part, args: readonly Part[], keywords?: readonly Part[]) => Part;
  /** Expression, for `part`: waits for a function that blocks, such as one that talks to another server. */
  readonly inThread: (callable: Part, args: readonly Part[]) => Part;
  /** Runs a function that waits, where there is no event loop. */
  readonly run: (call: Part) => Part;
  /** Work that keeps a core busy: what it needs at the level of the module, and the expression, for `part`, that waits for it. */
  readonly heavy: { readonly limit: Part; readonly call: (callable: Part, args: readonly Part[]) => Part };
}

/** `async def`, and threads for what would hold up the event loop. */
export const asynchronous: Flow = {
  part: (part) => part,
  awaitable: (type) => py`${abc.Awaitable}[${type}]`,
  inLoop: (callable, args, keywords = []) => py`await ${callable}(${[...args, ...keywords]})`,
  inThread: (callable, args) => py`await ${anyioThread.run_sync}(${[callable, ...args]})`,
  run: (call) => py`${modules.asyncio}.run(${call})`,
  heavy: {
    limit: py`
      @${functools.cache}
      def _hashing_limit() -> ${anyio.CapacityLimiter}:
          # Hashing keeps every core busy, so logins must not take the threads of other requests.
          return ${anyio.CapacityLimiter}(${modules.os}.cpu_count() or 1)
    `,
    call: (callable, args) => py`await ${anyioThread.run_sync}(${[callable, ...args, py`limiter=_hashing_limit()`]})`,
  },
};

/** What coroutines use and threads have another of. */
const IN_THREADS: readonly (readonly [Sym, Sym])[] = [
  [asyncLocks.Lock, threading.Lock],
  [httpxPackage.AsyncClient, httpxPackage.Client],
];

/** `def` everywhere; `replacements` are what a library has for blocking code. */
export const blockingFlow = (replacements: Replacements): Flow => ({
  part: (part) => blocking(part, new Map([...IN_THREADS, ...replacements])),
  awaitable: (type) => type,
  inLoop: (callable, args, keywords = []) =>
    keywords.length === 0
      ? py`${anyio.from_thread}.run(${[callable, ...args]})`
      : py`${anyio.from_thread}.run(${functools.partial}(${[callable, ...args, ...keywords]}))`,
  inThread: (callable, args) => py`${callable}(${args})`,
  run: (call) => call,
  heavy: {
    limit: py`
      P = ${typing.ParamSpec}("P")
      R = ${typing.TypeVar}("R")

      # Hashing keeps every core busy, so logins must not take those of other requests.
      _cores = ${threading.BoundedSemaphore}(${modules.os}.cpu_count() or 1)


      def _on_a_core(function: ${abc.Callable}[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
          with _cores:
              return function(*args, **kwargs)
    `,
    call: (callable, args) => py`await _on_a_core(${[callable, ...args]})`,
  },
});
