import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/mcp/command-line.ts';

const folders = ['option', 'own', 'claude'].map((name) => mkdtempSync(join(tmpdir(), `${name}-`)));
const [option, own, claude] = folders as [string, string, string];

describe('readCommandLine', () => {
  it('has no workspace unless one is configured', () => {
    expect(readCommandLine([], {})).toEqual({ run: 'serve' });
    expect(readCommandLine(['--workspace', ' '], { FASTAPI_ARCHITECT_WORKSPACE: '' })).toEqual({ run: 'serve' });
  });

  it('prefers the option, then its own variable, then what Claude Code announces', () => {
    const env = { FASTAPI_ARCHITECT_WORKSPACE: own, CLAUDE_PROJECT_DIR: claude };
    expect(readCommandLine(['--workspace', option], env)).toEqual({ run: 'serve', workspace: option });
    expect(readCommandLine([`--workspace=${option}`], env)).toEqual({ run: 'serve', workspace: option });
    expect(readCommandLine([], env)).toEqual({ run: 'serve', workspace: own });
    expect(readCommandLine([], { CLAUDE_PROJECT_DIR: claude })).toEqual({ run: 'serve', workspace: claude });
  });

  it('makes a relative folder absolute', () => {
    const path = relative(process.cwd(), option);
    expect(readCommandLine(['--workspace', path], {})).toEqual({ run: 'serve', workspace: option });
  });

  it('refuses a configured workspace that does not exist, and ignores an announced one', () => {
    const problem = 'the workspace "/no/such/folder" is not an existing folder';
    expect(readCommandLine(['--workspace', '/no/such/folder'], {})).toEqual({ run: 'fail', problem });
    expect(readCommandLine([], { FASTAPI_ARCHITECT_WORKSPACE: '/no/such/folder' })).toEqual({ run: 'fail', problem });
    expect(readCommandLine([], { CLAUDE_PROJECT_DIR: '/no/such/folder' })).toEqual({ run: 'serve' });
  });

  it('knows its options', () => {
    expect(readCommandLine(['--help'], {})).toEqual({ run: 'help' });
    expect(readCommandLine(['--version'], {})).toEqual({ run: 'version' });
    expect(readCommandLine(['--wrokspace', 'x'], {})).toMatchObject({ run: 'fail' });
    expect(readCommandLine(['serve'], {})).toMatchObject({ run: 'fail' });
  });
});
