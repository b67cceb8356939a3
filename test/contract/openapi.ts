/** Whether answers are what the OpenAPI document of a service announces. */
import type { Entry } from './transcript.ts';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

/** As much of an OpenAPI document as is read here. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const PREFIX = '/api/v1';

/** The answers of a transcript that their operations do not announce; requests that no operation takes are left out. */
export function undocumented(entries: readonly Entry[], { paths }: OpenApi): string[] {
  return entries.flatMap(({ request, status, headers, body }) => {
    const [method = '', target = ''] = request.split(/ (.*)/);
    const path = PREFIX + target.split('?')[0];
    const template = Object.keys(paths).find((each) => matches(each, path));
    const operation = template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
    if (!operation) return [];
    const announced = operation.responses[status];
    if (!announced) return [`${request} answered ${status}, which is not documented`];
    const types = Object.keys(announced.content ?? {});
    const [type] = (headers['content-type'] ?? '').split(';');
    const fits = types.length === 0 ? body === null : types.includes(type ?? '');
    return fits ? [] : [`${request} answered ${status} with "${type}", documented are ${types.join(', ') || 'none'}`];
  });
}

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
