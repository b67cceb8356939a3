// The parts of README.md that are made from the code: `npm run readme` renews them, and a test compares them.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CONFIG_CHOICES, CONFIG_DEFAULTS } from '../src/design/check/config.ts';
import { FEATURES, readDesign } from '../src/design/index.ts';
import type { Tool } from '../src/mcp/tool.ts';
import { TOOLS, WORKSPACE_TOOLS } from '../src/mcp/tools/registry.ts';
import { compile } from '../src/project/index.ts';

const README = new URL('../README.md', import.meta.url);

/** The README as it should be, given the one that there is. */
export function renewed(readme: string): string {
  return replaceBlock(replaceBlock(readme, 'tools', toolTable()), 'options', optionTable());
}

/** The README as it is. */
export function currentReadme(): string {
  return readFileSync(README, 'utf8');
}

function replaceBlock(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}: npm run readme -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to === -1) throw new Error(`README.md has no block ${start} … ${end}`);
  return `${text.slice(0, from)}${start}\n\n${content}\n\n${text.slice(to)}`;
}

function toolTable(): string {
  const rows = [...TOOLS, ...WORKSPACE_TOOLS].map((tool) => [
    `\`${tool.name}\``,
    firstSentence(tool.description),
    argumentsOf(tool),
  ]);
  return table(['Tool', 'What it does', 'Arguments'], rows);
}

function firstSentence(description: string): string {
  return description.slice(0, description.indexOf('. ') + 1);
}

function argumentsOf(tool: Tool): string {
  const { properties = {}, required = [] } = tool.inputSchema({ type: 'object', properties: {} });
  const names = Object.keys(properties).map((name) => `\`${name}\`${required.includes(name) ? ' (required)' : ''}`);
  const takesDesign = 'detail' in properties;
  return [...names, ...(takesDesign ? ['the keys of a design'] : [])].join(', ');
}

function optionTable(): string {
  const rows = Object.entries(CONFIG_DEFAULTS).map(([key, value]) => [
    `\`${key}\``,
    choicesOf(key),
    `\`${show(value)}\``,
  ]);
  return table(['Option', 'Choices', 'Default'], rows);
}

/** Choices, with those that cannot be generated yet marked. */
function choicesOf(key: string): string {
  const offered = { ...CONFIG_CHOICES, features: FEATURES };
  const choices: readonly unknown[] = Object.entries(offered).find(([name]) => name === key)?.[1] ?? [];
  const switches = typeof Object.entries(CONFIG_DEFAULTS).find(([name]) => name === key)?.[1] === 'boolean';
  const all = switches ? [true, false] : choices;
  return all.map((choice) => `\`${String(choice)}\`${isGenerated(key, choice) ? '' : ' *'}`).join(', ');
}

function isGenerated(key: string, choice: unknown): boolean {
  const resources = [{ name: 'Task', fields: ['title: string'], access: ['*: public'] }];
  const { design } = readDesign({ config: { [key]: key === 'features' ? [choice] : choice }, resources });
  return design !== undefined && compile(design).unsupported.length === 0;
}

function show(value: unknown): string {
  return Array.isArray(value) ? JSON.stringify(value) : String(value);
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(README, renewed(currentReadme()));
