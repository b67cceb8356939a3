import { completable } from '@modelcontextprotocol/sdk/server/completable.js';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { GetPromptResult } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod/v4';
import { ARCHITECT_PROMPT } from './architect-prompt.ts';
import { migratePrompt } from './migrate-prompt.ts';

const CHOICES = {
  db_library: ['sqlalchemy', 'tortoise', 'prisma'],
  auth_style: ['jwt', 'oauth2', 'api_key', 'none'],
  pagination: ['cursor', 'offset', 'page'],
  profile: ['production', 'mvp'],
} as const;
const FRAMEWORKS = ['flask', 'django'] as const;

/**
 * Registers the prompts. Every argument is optional: some hosts do not ask for them, and some split what their user
 * types at spaces.
 */
export function registerPrompts(server: McpServer): void {
  server.registerPrompt(
    'fastapi_architect',
    {
      title: 'FastAPI architect',
      description: 'Work as a FastAPI architect: the ten principles, the design language, the tools, and your task.',
      argsSchema: {
        task: z.string().optional().describe('What API you need'),
        db_library: oneOf(CHOICES.db_library, 'sqlalchemy, tortoise or prisma'),
        auth_style: oneOf(CHOICES.auth_style, 'jwt, oauth2, api_key or none'),
        pagination: oneOf(CHOICES.pagination, 'cursor, offset or page'),
        profile: oneOf(CHOICES.profile, 'production or mvp'),
      },
    },
    ({ task, ...choices }) => userMessage(`${ARCHITECT_PROMPT}\n## Your task\n\n${taskText(task, choices)}`),
  );
  server.registerPrompt(
    'migrate_to_fastapi',
    {
      title: 'Migrate to FastAPI',
      description: 'Move a Flask, Django REST or other code base to FastAPI: read it, write the design, generate.',
      argsSchema: {
        framework: oneOf(FRAMEWORKS, 'What the code base uses, e.g. flask or django'),
        notes: z.string().optional().describe('What to keep, change or leave out'),
      },
    },
    (wish) => userMessage(`${ARCHITECT_PROMPT}\n## Your task\n\n${migratePrompt(wish)}`),
  );
}

function taskText(task: string | undefined, choices: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(choices).filter(([, value]) => value !== undefined && value !== '');
  const wishes = given.map(([key, value]) => `- ${key}: ${value}`).join('\n');
  const config = wishes === '' ? '' : `\n\nUse these options in \`config\`:\n${wishes}`;
  return `${task === undefined || task === '' ? 'Ask the user what API they need, and design it.' : task}${config}`;
}

/**
 * An optional text with completions. The SDK looks for them on the inner schema when it lists prompts and on the outer
 * one when it completes; describing a schema makes another one, so that comes first.
 */
function oneOf(values: readonly string[], description: string): z.ZodOptional<z.ZodString> {
  const complete = (typed: string | undefined): string[] => values.filter((value) => value.startsWith(typed ?? ''));
  return completable(completable(z.string(), complete).optional().describe(description), complete);
}

function userMessage(text: string): GetPromptResult {
  return { messages: [{ role: 'user', content: { type: 'text', text } }] };
}
