const NOUNS =
  'article recipe invoice ticket project lesson chapter photo order report review rental booking contract payment ' +
  'message customer vehicle machine sensor garden concert podcast episode journey hotel flight parcel coupon voucher';

/** The arguments of `generate_crud` in both forms. */
export interface Request {
  /** In English, for the offline parser. */
  readonly sentence: object;
  /** The same as a design. */
  readonly design: object;
}

/** The sentence that the project is judged by, and its design. */
export const BLOG: Request = request('blog post');

/** The same about other things, so that calls in a row are not the same call. */
export const REQUESTS: readonly Request[] = NOUNS.split(' ').map(request);

function request(noun: string): Request {
  const [first = '', ...rest] = noun.split(' ').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const resource = {
    name: [first, ...rest].join(''),
    fields: [
      'title: string(1..200)',
      'content: text',
      'tags: list<string>',
      'published: bool = false',
      'author: -> User',
    ],
    filters: ['tags: has as tag'],
    options: ['soft_delete'],
  };
  return {
    sentence: { description: sentence(noun, noun === 'blog post' ? 'Posts' : `${noun}s`) },
    design: { service: `${first} API`, resources: [resource] },
  };
}

function sentence(noun: string, plural: string): string {
  return (
    `Create a complete CRUD API for a ${noun} resource. ${plural} have a title, content, author_id, tags list, and ` +
    'published status. Include pagination for listing, filtering by tag, and soft delete.'
  );
}

const FIELDS = ['title: string(1..200)', 'body?: text', 'amount: int min=0', 'price: money', 'tags: list<string>'];

/** A service of so many resources, all of them with an owner, filters and soft delete. */
export function service(amount: number): { service: string; resources: object[] } {
  const resources = Array.from({ length: amount }, (_, index) => ({
    name: resourceName(index),
    fields: [...FIELDS, 'author: -> User'],
    filters: ['amount: gte,lte', 'tags: has as tag'],
    options: ['soft_delete'],
  }));
  return { service: 'Bench API', resources };
}

/** `Aax`, `Abx`, … */
export function resourceName(index: number): string {
  return `${String.fromCodePoint(65 + Math.floor(index / 26), 97 + (index % 26))}x`;
}

/** The same resources as an OpenAPI document, for generators that start from one. */
export function openApi(amount: number): object {
  const names = Array.from({ length: amount }, (_, index) => resourceName(index));
  return {
    openapi: '3.0.3',
    info: { title: 'Bench API', version: '1.0.0' },
    paths: Object.assign({}, ...names.map(pathsOf)) as object,
    components: { schemas: Object.fromEntries(names.map((name) => [name, SCHEMA])) },
  };
}

const SCHEMA = {
  type: 'object',
  required: ['title', 'amount', 'price'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200 },
    body: { type: 'string', nullable: true },
    amount: { type: 'integer', minimum: 0 },
    price: { type: 'string' },
    tags: { type: 'array', items: { type: 'string' } },
    author_id: { type: 'string', format: 'uuid' },
  },
};

function pathsOf(name: string): object {
  const body = { content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } };
  const operation = (verb: string, success: string, more: object = {}): object => ({
    operationId: `${verb}_${name.toLowerCase()}`,
    tags: [name],
    responses: { [success]: { description: 'ok', ...(success === '204' ? {} : body) } },
    ...more,
  });
  const id = [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];
  return {
    [`/${name.toLowerCase()}`]: {
      get: operation('list', '200'),
      post: operation('create', '201', { requestBody: body }),
    },
    [`/${name.toLowerCase()}/{id}`]: {
      parameters: id,
      get: operation('get', '200'),
      patch: operation('update', '200', { requestBody: body }),
      delete: operation('delete', '204'),
    },
  };
}
