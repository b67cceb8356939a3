import { describe, expect, it } from 'vitest';
import { connect } from './client.ts';
import { fakeCompiler } from './fake-compiler.ts';

const prompt = async (name: string, args?: Record<string, string>): Promise<string> => {
  const client = await connect({ compiler: fakeCompiler() });
  const { messages } = await client.getPrompt({ name, ...(args === undefined ? {} : { arguments: args }) });
  expect(messages).toHaveLength(1);
  const content = messages[0]?.content;
  return content?.type === 'text' ? content.text : '';
};
const complete = async (name: string, argument: string, value: string): Promise<string[]> => {
  const client = await connect({ compiler: fakeCompiler() });
  const result = await client.complete({ ref: { type: 'ref/prompt', name }, argument: { name: argument, value } });
  return result.completion.values;
};

describe('prompts', () => {
  it('are two, and every argument is optional', async () => {
    const { prompts } = await (await connect({ compiler: fakeCompiler() })).listPrompts();
    expect(prompts.map((one) => one.name)).toEqual(['fastapi_architect', 'migrate_to_fastapi']);
    for (const one of prompts) {
      expect(one.description).toBeTruthy();
      expect(one.arguments?.filter((argument) => argument.required)).toEqual([]);
      expect(one.arguments?.every((argument) => argument.description)).toBe(true);
    }
  });

  it('fastapi_architect holds the ten principles, the tools and the task', async () => {
    const text = await prompt('fastapi_architect', { task: 'A blog with tags', auth_style: 'api_key' });
    for (const number of Array.from({ length: 10 }, (_, index) => index + 1)) expect(text).toContain(`\n${number}. **`);
    for (const tool of [
      'generate_crud',
      'scaffold_service',
      'design_endpoint',
      'generate_tests',
      'read_files',
      'write_files',
    ]) {
      expect(text).toContain(`\`${tool}\``);
    }
    expect(text).toMatch(/## Your task\n\nA blog with tags\n\nUse these options in `config`:\n- auth_style: api_key$/);
  });

  it('work without arguments', async () => {
    expect(await prompt('fastapi_architect', {})).toContain('Ask the user what API they need');
    expect(await prompt('migrate_to_fastapi', {})).toContain('Move the legacy code base to FastAPI');
  });

  it('migrate_to_fastapi guides from legacy code to scaffold_service', async () => {
    const text = await prompt('migrate_to_fastapi', { framework: 'flask', notes: 'Keep the URLs.' });
    expect(text).toContain('Move the flask code base to FastAPI');
    expect(text).toContain('Call scaffold_service with that design');
    expect(text.endsWith('Notes of the user:\nKeep the URLs.')).toBe(true);
  });

  it('complete their choices', async () => {
    expect(await complete('fastapi_architect', 'db_library', 't')).toEqual(['tortoise']);
    expect(await complete('fastapi_architect', 'auth_style', '')).toEqual(['jwt', 'oauth2', 'api_key', 'none']);
    expect(await complete('fastapi_architect', 'pagination', 'c')).toEqual(['cursor']);
    expect(await complete('fastapi_architect', 'profile', 'x')).toEqual([]);
    expect(await complete('migrate_to_fastapi', 'framework', 'dj')).toEqual(['django']);
  });
});
