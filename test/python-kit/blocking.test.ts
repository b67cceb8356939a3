import { describe, expect, it } from 'vitest';
import { blocking, doc, from, Name, type Part, py, renderModule, type Sym } from '../../src/python/index.ts';

const { AsyncSession } = from('sqlalchemy.ext.asyncio', 'AsyncSession');
const { Session } = from('sqlalchemy.orm', 'Session');
const replacements = new Map<Sym, Sym>([[AsyncSession, Session]]);

const printed = (body: Part): string =>
  renderModule({ path: 'm.py', body: blocking(body, replacements) }).text.trimEnd();

describe('blocking', () => {
  it('takes async and await away where something is waited for', () => {
    const code = py`
      async def get(session: ${AsyncSession}, key: int) -> int:
          async with session.begin() as each:
              async for row in each:
                  yield (await row.load()) + await session.count()
    `;
    expect(printed(code)).toBe(
      [
        'from sqlalchemy.orm import Session',
        '',
        '',
        'def get(session: Session, key: int) -> int:',
        '    with session.begin() as each:',
        '        for row in each:',
        '            yield (row.load()) + session.count()',
      ].join('\n'),
    );
  });

  it('leaves functions that wait for nothing in the event loop, and looks into holes', () => {
    const load = py`await service.load(key)`;
    const code = py`
      async def provide(request: int) -> int:
          return request


      async def one(key: int) -> int:
          return ${load}


      class Two:
          async def three(
              self, key: int
          ) -> int:
              ${[py`key += 1`, load]}
    `;
    expect(printed(code)).toContain('async def provide(request: int) -> int:');
    expect(printed(code)).toContain('\ndef one(key: int) -> int:\n    return service.load(key)');
    expect(printed(code)).toContain('    def three(self, key: int) -> int:');
  });

  it('makes plain functions of what has a decorator, as routes have', () => {
    const code = py`
      @router.get(
          ${'/'},
      )
      async def ${new Name('read')}() -> int:
          return 1
    `;
    expect(printed(code)).toContain(')\ndef read() -> int:');
  });

  it('never touches texts and comments of users', () => {
    const code = py`
      async def one() -> None:
          ${doc('Please await the answer, async with care.')}
          await say(${'await this, async for ever'})
    `;
    expect(printed(code)).toBe(
      [
        'def one() -> None:',
        '    """Please await the answer, async with care."""',
        '    say("await this, async for ever")',
      ].join('\n'),
    );
  });
});
