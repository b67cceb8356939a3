#!/usr/bin/env node
// oxlint-disable-next-line import/no-unassigned-import -- it replaces the console, before anything gets hold of it
import './mcp/stdout-guard.ts';
import { main } from './mcp/main.ts';

void main(process.argv.slice(2), process.env);
