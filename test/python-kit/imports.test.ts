import { describe, expect, it } from 'vitest';
import { from, importAs, importModule, Name, type Part, py, renderModule, type Sym } from '../../src/python/index.ts';
import { Random } from '../fuzz/random.ts';
import { ruff, ruffWith } from './support.ts';

const isort = ruffWith('I');

/** A module that uses `symbols`, in this order. */
const moduleUsing = (symbols: readonly Sym[], body?: Part): string =>
  renderModule({
    path: 'app/module.py',
    body: py`
      ${symbols.map((symbol, index) => py`${new Name(`use_${index}`)} = ${symbol}`)}
      ${body}
    `,
  }).text;

const importsOf = (source: string): string[] => source.split('\n').filter((line) => /^(?:import|from) /.test(line));

describe('imports', () => {
  it('come from use, in sections, each name once', () => {
    const { APIRouter } = from('fastapi', 'APIRouter');
    const { Post } = from('app.posts.models', 'Post');
    const source = moduleUsing([Post, APIRouter, importModule('uuid'), APIRouter, importModule('sqlalchemy', 'sa')]);
    expect(source).toBe(
      [
        'import uuid',
        '',
        'import sqlalchemy as sa',
        'from fastapi import APIRouter',
        '',
        'from app.posts.models import Post',
        '',
        'use_0 = Post',
        'use_1 = APIRouter',
        'use_2 = uuid',
        'use_3 = APIRouter',
        'use_4 = sa',
        '',
      ].join('\n'),
    );
  });

  it('are sorted as isort does, whatever is used', () => {
    const modules = [
      'os',
      'typing',
      'collections.abc',
      'fastapi',
      'fastapi.responses',
      'sqlalchemy.orm',
      'a2',
      'a10',
      'A',
      '_x',
    ];
    const own = ['app.posts', 'app.posts.models', 'app.core.errors', 'app', 'tests.helpers', 'migrations.env'];
    const names = [
      'A',
      'AB',
      'Ab',
      'aB',
      'ab',
      'CONSTANT',
      'CONSTANT_2',
      'Class10',
      'Class2',
      '_hidden',
      'a1',
      'a10',
      'T',
      'x',
      '__all__',
    ];
    const random = new Random(1);
    const symbol = (): Sym => {
      const module = random.pick([...modules, ...own]);
      const id = random.pick(names);
      switch (random.below(6)) {
        case 0:
          return importModule(module, random.below(2) === 0 ? undefined : `alias_${random.below(9)}`);
        case 1:
          return importAs(module, id, `other_${random.below(9)}`);
        default:
          return from(module, id)[id]!;
      }
    };
    for (let round = 0; round < 300; round++) {
      const source = moduleUsing(Array.from({ length: 1 + random.below(15) }, symbol));
      expect(isort.check(source), source).toEqual([]);
      expect(ruff.format(source)).toBe(source);
    }
  });

  it('are wrapped like any other line', () => {
    const names = Array.from({ length: 12 }, (_, index) => `ServiceWithALongName${index}`);
    const source = moduleUsing(names.map((id) => from('app.services', id)[id]!));
    expect(source).toContain('from app.services import (\n    ServiceWithALongName0,\n');
    expect(isort.check(source)).toEqual([]);
  });

  it('get an alias where the module has the name itself', () => {
    const source = moduleUsing(
      [from('app.posts.models', 'Post').Post, from('app.core.clock', 'now').now, from('app.tags.models', 'Post').Post],
      py`
        class Post:
            pass


        def now():
            pass
      `,
    );
    expect(importsOf(source)).toEqual([
      'from app.core.clock import now as clock_now',
      'from app.posts.models import Post as PostsPost',
      'from app.tags.models import Post as TagsPost',
    ]);
    expect(source).toContain('use_0 = PostsPost\nuse_1 = clock_now\nuse_2 = TagsPost\n');
  });

  it('get an alias where a field or another import has the name', () => {
    const { text } = renderModule({
      path: 'app/module.py',
      locals: ['date'],
      body: py`x = ${from('datetime', 'date').date}, ${from('uuid', 'UUID').UUID}, ${from('app.types', 'UUID').UUID}`,
    });
    expect(importsOf(text)).toEqual([
      'from datetime import date as datetime_date',
      'from uuid import UUID',
      'from app.types import UUID as TypesUUID',
    ]);
  });

  it('say nothing about a call of an imported function at the top level', () => {
    const source = moduleUsing([], py`${from('app.core.logging', 'configure_logging').configure_logging}()`);
    expect(importsOf(source)).toEqual(['from app.core.logging import configure_logging']);
  });

  it('are reported', () => {
    const { Post } = from('app.posts.models', 'Post');
    expect(renderModule({ path: 'm.py', body: py`x = ${Post}, ${Post}` }).symbols).toEqual([Post]);
  });
});
