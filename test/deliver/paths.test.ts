import { describe, expect, it } from 'vitest';
import { pathProblem } from '../../src/deliver/paths.ts';

describe('pathProblem', () => {
  it.each([
    'app/main.py',
    '.github/workflows/ci.yml',
    '.env.example',
    'a',
    'a/b..c/d',
    '.fastapi-architect/design.json',
  ])('accepts %s', (path) => expect(pathProblem(path)).toBeUndefined());

  it.each([
    ['', 'is empty'],
    ['../up', 'leaves the workspace'],
    ['a/../../b', 'leaves the workspace'],
    ['a/..', 'leaves the workspace'],
    ['/etc/passwd', 'is absolute'],
    ['C:/windows', 'colon'],
    ['C:\\windows', 'backslash'],
    ['a\\..\\b', 'backslash'],
    ['~/x', '"~"'],
    ['a//b', 'empty folder name'],
    ['a/', 'empty folder name'],
    ['./a', '"."'],
    ['a/./b', '"."'],
    ['a\0b', 'control character'],
    ['a\nb', 'control character'],
    ['con', 'reserved'],
    ['app/NUL.py', 'reserved'],
    ['a/com1', 'reserved'],
    ['a/b.', 'ends with a dot'],
    ['a /b', 'ends with a dot or a space'],
    ['a'.repeat(256), 'longer than 255'],
  ])('rejects %j', (path, problem) => expect(pathProblem(path)).toContain(problem));
});
