/**
 * The wire form as it is advertised to clients: plain JSON schema with one-line strings inside.
 *
 * Hosts differ in what they accept, so there are no references, unions, formats, number limits or closed objects; every
 * node has a type and every array one kind of item.
 */
import { FEATURES, OPERATIONS } from './api-design.ts';
import { CONFIG_CHOICES } from './check/config.ts';

/** The part of JSON schema that is used. */
export interface WireSchema {
  readonly type: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: WireSchema;
  readonly properties?: Readonly<Record<string, WireSchema>>;
  readonly required?: readonly string[];
}

/** How much the descriptions say: the whole grammar, or one line for each key. */
export interface SchemaOptions {
  readonly brief?: boolean;
}

type Describe = (full: string, brief?: string) => { readonly description?: string };

/** The schema of the top-level keys of a design. */
export function wireSchema({ brief = false }: SchemaOptions = {}): WireSchema {
  const say: Describe = (full, short) => {
    const description = brief ? short : full;
    return description === undefined ? {} : { description };
  };
  const text = (full: string, short?: string): WireSchema => ({ type: 'string', ...say(full, short) });
  const lines = (full: string, short?: string): WireSchema => ({
    type: 'array',
    ...say(full, short),
    items: { type: 'string' },
  });
  return {
    type: 'object',
    properties: {
      service: text('Name of the API, e.g. "Blog API"', 'Name of the API'),
      description: text('What the service is for', 'What the service is for'),
      config: configSchema(say),
      roles: lines('e.g. ["admin","agent"]', 'Names of roles'),
      resources: {
        type: 'array',
        ...say('What the API stores, at least one', 'Resources; fields are lines like "title: string(1..200)"'),
        items: resourceSchema(say),
      },
      endpoints: {
        type: 'array',
        ...say(
          'Endpoints that belong to no single resource (GET: not generated yet)',
          'Endpoints of no single resource',
        ),
        items: {
          type: 'object',
          properties: { route: text('"GET /articles/feed"'), ...bodySchema(say, 'As in actions') },
          required: ['route'],
        },
      },
      tasks: lines(
        'Background tasks: "send_welcome(user_id: uuid): Email the new user"; "@daily " in front schedules',
        'Background tasks, e.g. "send_welcome(user_id: uuid)"',
      ),
      events: lines(
        'Events for other systems: "post.published(post_id: uuid)"',
        'Events, e.g. "post.published(post_id: uuid)"',
      ),
    },
    required: ['resources'],
  };
}

const choice = (values: readonly string[]): WireSchema => ({ type: 'string', enum: values });

function configSchema(say: Describe): WireSchema {
  return {
    type: 'object',
    ...say('Defaults: production, async, jwt, cursor, sqlalchemy, sqlite, tests', 'Every key has a default'),
    properties: {
      profile: choice(CONFIG_CHOICES.profile),
      async_mode: { type: 'boolean' },
      auth_style: choice(CONFIG_CHOICES.auth_style),
      pagination: choice(CONFIG_CHOICES.pagination),
      db_library: choice(CONFIG_CHOICES.db_library),
      database: choice(CONFIG_CHOICES.database),
      include_tests: { type: 'boolean' },
      api_prefix: { type: 'string', ...say('Default "/api/v1"') },
      page_size: { type: 'integer', ...say('Default 20') },
      max_page_size: { type: 'integer', ...say('Default 100') },
      features: { type: 'array', ...say('Not generated yet'), items: choice(FEATURES) },
    },
  };
}

const FIELDS =
  'One line a field: "title: string(1..200) unique", "status: enum(draft|live) = draft", ' +
  '"price: money min=0", "tags: list<string(30)> unique max=10", "slug: slug from title unique", "author: -> User", ' +
  '"category?: -> Category cascade". Types: string text int float decimal(p,s) money bool datetime date time uuid email url ' +
  'slug enum json list<T>. Required unless "?", a default, or a list. Modifiers: nullable unique index ' +
  'readonly writeonly immutable pii min= max= /pattern/ = default (also now() today() uuid() token()), cascade restrict, ' +
  '# note. id, timestamps and version are automatic';

const ACCESS =
  'Operations, then who: "list,get: public when published or owner", "create: authenticated", ' +
  '"update,delete: owner or role:admin". Operations: list get create update delete restore, read, write, *. Who: public ' +
  'authenticated owner role:x scope:y nobody, each with "when" a condition on the row (me = caller). Unstated: ' +
  'authenticated, writes by the owner';

function resourceSchema(say: Describe): WireSchema {
  const text = (full: string): WireSchema => ({ type: 'string', ...say(full) });
  const lines = (full: string, values?: readonly string[]): WireSchema => ({
    type: 'array',
    ...say(full),
    items: { type: 'string', ...(values ? { enum: values } : {}) },
  });
  return {
    type: 'object',
    properties: {
      name: text('Singular PascalCase, e.g. "Post". "User" adds fields to the built-in account'),
      fields: lines(FIELDS),
      plural: text('Only if irregular'),
      description: { type: 'string' },
      owner: text('Relation to User that owns the row; default the one called author, owner, user, …'),
      operations: lines('Default list,get,create,update,delete', OPERATIONS),
      access: lines(ACCESS),
      filters: lines(
        '"status", "price: gte,lte", "tags: has as tag", "author", "published_at: range". ' +
          'Ops: eq ne gt gte lt lte in contains icontains isnull has',
      ),
      sort: lines('Fields lists can be sorted by; the first is the default, "-created_at" = newest first'),
      search: lines('Text fields that ?q= searches'),
      options: lines('timestamps (on), optimistic_lock (on in production), soft_delete; "-timestamps" switches off'),
      states: lines('State machine: "status: draft", then "draft|review -> published: publish by owner"'),
      unique_together: lines('e.g. ["user, book"]'),
      actions: {
        type: 'array',
        ...say('Operations on one row, POST /posts/{id}/publish; not generated yet: call, add, remove, list'),
        items: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            on: { type: 'string', enum: ['item', 'collection'] },
            method: { type: 'string', enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
            path: { type: 'string' },
            ...bodySchema(say),
          },
          required: ['name'],
        },
      },
    },
    required: ['name', 'fields'],
  };
}

const STEPS =
  'One transaction: require EXPR else 409 "msg" | set f = EXPR | -> state | increment/decrement path by EXPR min 0 else 409 ' +
  '"msg" | create R(f=EXPR) as x | load R where EXPR as x | update R where EXPR set f=EXPR | delete self | add X to rel | ' +
  'remove X from rel | for x in self.items { ...; ... } | if EXPR {..} else {..} | enqueue task(a=EXPR) | emit event(a=EXPR) | ' +
  'call hook(a=EXPR) as x | list R where EXPR sort -f | return EXPR. Names: self, me (caller), input.*, now(), sum(), ' +
  'count(R where EXPR), exists()';

function bodySchema(say: Describe, steps = STEPS): Record<string, WireSchema> {
  const lines = (full: string): WireSchema => ({ type: 'array', ...say(full), items: { type: 'string' } });
  return {
    access: lines('e.g. ["owner or role:admin"]'),
    input: lines('Body fields, as in resources'),
    steps: lines(steps),
    returns: { type: 'string', ...say('"self", "none", a resource, "list<Resource>" or "{total: money}"') },
    python: { type: 'string', ...say('Only if steps cannot say it: body of an async function') },
    description: { type: 'string' },
  };
}
