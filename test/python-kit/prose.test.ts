import { describe, expect, it } from 'vitest';
import { prose } from '../../src/python/prose.ts';
import { py, renderModule } from '../../src/python/index.ts';
import { ruff } from './support.ts';

/** A module with the text wherever generated code has prose. */
const moduleWith = (text: string): string =>
  renderModule({
    path: 'app/x.py',
    doc: 'X.',
    body: py`
      class A:
          detail = ${prose(text, 13, 8)}


      def f() -> None:
          assert created == ${prose(text, 22, 8)}


      class B:
          field: str = g(
              default=1,
              description=${prose(text, 20)},
          )


      @router.get(
          "",
          description=${prose(text, 16)},
      )
      async def h() -> None:
          """Do."""
    `,
  }).text;

describe('prose', () => {
  it.each([
    ['', 'word '],
    ['', '"""x '],
    ['', "it's "],
    ['', '“a” '],
    ['say "so" ', 'word '],
  ])('of every length is formatted as Ruff would: %s%s', (start, words) => {
    for (let length = 60; length < 220; length++) {
      const text = moduleWith((start + words.repeat(60)).slice(0, length).trim());
      expect(ruff.format(text)).toBe(text);
    }
  });
});
