import type { Bundle } from '../deliver/index.ts';
import type { ApiDesign, Config } from '../design/api-design.ts';
import { count, oneLine } from './text.ts';

/** One line about a project: what it is, how large, and which choices were made. */
export function projectSummary(design: ApiDesign, bundle: Bundle, routes: number): string {
  const counts = [count(design.resources.length, 'resource'), count(routes, 'route'), sizeOf(bundle)];
  return `${oneLine(design.service)}: ${counts.join(', ')}. ${describeConfig(design.config)}.`;
}

/** `62 files (213 kB)`. */
export function sizeOf(bundle: Bundle): string {
  const bytes = bundle.files.reduce((total, file) => total + file.bytes, 0);
  return `${count(bundle.files.length, 'file')} (${Math.max(1, Math.round(bytes / 1000))} kB)`;
}

function describeConfig(config: Config): string {
  const choices = [
    `profile ${config.profile}`,
    `${config.async_mode ? 'async' : 'sync'} ${config.db_library} on ${config.database}`,
    config.auth_style === 'none' ? 'no authentication' : `${config.auth_style} authentication`,
    `${config.pagination} pagination`,
    config.include_tests ? 'tests included' : 'without tests',
  ];
  return choices.join(', ');
}
