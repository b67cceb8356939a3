#!/usr/bin/env node
// oxlint-disable import/no-unassigned-import -- the first two set up the process, in this order
import './mcp/stdout-guard.ts';
import './mcp/engine-flags.ts';
import { main } from './mcp/main.ts';

await main(process.argv.slice(2), process.env);
