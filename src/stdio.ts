#!/usr/bin/env node
// oxlint-disable-next-line import/no-unassigned-import -- it replaces the console
import './mcp/stdout-guard.ts';
import { main } from './mcp/main.ts';

await main(process.argv.slice(2), process.env);
