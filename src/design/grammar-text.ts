/** The design language as people and models read it. */

/** The whole grammar, in Markdown. */
export const GRAMMAR = `# The design language

A design is an object. Every key but \`resources\` is optional; all richness is in one-line strings.

    service      name of the API
    description  what it is for
    config       options, see below
    roles        ["admin", "agent"]
    resources    [{name, fields, plural, description, owner, operations, access, filters, sort, search, options, states,
                   unique_together, actions}]
    endpoints    [{route, name, access, input, steps, returns, python, description}]
    tasks        ["send_welcome(user_id: uuid): Email the new user", "@daily purge_carts()"]
    events       ["post.published(post_id: uuid)"]

## config

| key | values | default |
| --- | --- | --- |
| profile | production, mvp | production |
| async_mode | true, false | true |
| auth_style | jwt, oauth2, api_key, none | jwt |
| pagination | cursor, offset, page | cursor |
| db_library | sqlalchemy, tortoise, prisma | sqlalchemy |
| database | sqlite, postgresql | sqlite |
| include_tests | true, false | true |
| api_prefix | a path | /api/v1 |
| page_size, max_page_size | 1 to 1000 | 20, 100 |
| features | idempotency, queue, metrics | none |

## Fields

    name[?] ":" type modifier*  "# note"

    title: string(1..200)                        required text of 1 to 200 characters
    subtitle?: text                              optional, null when it is not given
    status: enum(draft|in progress|live) = draft
    price: money min=0                           decimal(12,2), a string in JSON
    tags: list<string(30)> unique max=10         a set of at most 10 texts of at most 30 characters
    slug: slug from title unique                 made from the title when it is not given
    isbn: string /97[89][0-9]{10}/ unique        the whole text matches the pattern
    starts_at: datetime = now()
    author: -> User                              a relation; JSON has author_id
    category?: -> Category cascade               deleted with the category

- Types: string (up to 255 characters), text (100,000), int (32 bits), float, decimal(p,s), money, bool, datetime,
  date, time, uuid, email, url, slug, enum(a|b), json, list<T>.
- A field is **required** unless it has \`?\`, a default, \`from\`, \`readonly\`, or is a list. \`nullable\` allows
  null in addition.
- Modifiers: required, optional, nullable, unique, index, readonly (set by the server), writeonly (never in a
  response), immutable (only on create), pii; \`min=\` \`max=\` or \`1..5\` (numbers, lengths of texts, items of
  lists); \`/pattern/\`; \`= value\`, \`= now()\`, \`= today()\`, \`= uuid()\`, \`= token()\`.
- Patterns use what Python and Rust share: no look-around, back-references or named groups.
- Relations: \`-> Resource\`, with cascade, restrict or onDelete=set_null, unique, readonly, inverse=NAME;
  \`tags: manyToMany Tag\` is a set of ids, \`tag_ids\` in JSON (not of or to User).
- \`id\`, \`created_at\`, \`updated_at\`, \`deleted_at\` and \`version\` are made by the options. \`User\` is the
  built-in account: a resource of that name adds fields to it.
- Not supported: file, password, computed(…), read(…), write(…). Not generated yet: embed, nested routes.

## access

    access  = operation ("," operation)* ":" rule ("or" rule)*
    rule    = ("public" | "authenticated" | "owner" | "role:" name | "scope:" name | "nobody") ["when" expression]

    list,get: public when published or owner
    create: authenticated
    update,delete: owner or role:admin

Operations: list, get, create, update, delete, restore (comes with soft_delete, needs the access of delete);
\`read\`, \`write\` and \`*\` stand for several. What is not stated is for signed-in callers, and writing for the
owner if there is one. The owner is the relation to User called author, owner, user, …, or the only one; the server
fills it in from the caller. \`when\` compares fields of the row, values and the caller (\`me\`).

## Lists

    filters   "status"   "price: gte,lte"   "tags: has as tag"   "author"   "created_at: range"
    sort      "-created_at"   "title"        the first is the default order
    search    "title"   "content"            what ?q= looks through

Filter operators: eq, ne, gt, gte, lt, lte, in, contains, icontains, isnull, has (lists), range (gte and lte). The
query parameter is the field for eq and has, else field_operator, e.g. price_gte; \`as\` names it.

## options

timestamps (on), optimistic_lock (on in production: version, ETag, If-Match), soft_delete (delete hides, restore
brings back). \`-optimistic_lock\` switches one off.

## States, actions, endpoints

Generated: states, and actions on one row that check and change the row itself (require, set, ->, increment,
decrement; with fields of the row, \`me\` and plain inputs). Everything else here is checked, and left out with a warning
that names it.

    states    "status: draft"   "draft|review -> published: publish by owner"
    actions   {"name": "publish", "access": ["owner"], "input": ["note?: text"],
               "steps": ["-> published", "set published_at = now()"]}
    endpoints {"route": "GET /articles/feed", "access": ["authenticated"], "steps": ["list Article sort -created_at"]}

    step = require EXPR [else 409 "message"] | set path = EXPR, … | -> state
         | increment path by EXPR [max EXPR [else …]] | decrement path by EXPR [min EXPR [else …]]
         | create R(f=EXPR) [as x] | load R where EXPR [for update] [as x] [else 404 …] | update R where EXPR set f=EXPR
         | delete self | delete R where EXPR | add EXPR to relation | remove EXPR from relation
         | for x in EXPR { step; step } | if EXPR { … } [else { … }]
         | enqueue task(a=EXPR) | emit event(a=EXPR) | call hook(a=EXPR) [as x]
         | list R where EXPR [sort -f] | return EXPR

    EXPR = literals, paths (self, me, input.x, fields of the row), + - * / %, == != < <= > >=, in, is null,
           and, or, not, now() today() days(n) hours(n) minutes(n) sum() count() avg() min() max() exists() len()
           count(Loan where member == me), also sum(Loan.fine where …), exists(…): over the rows of a resource
           lower() upper() trim() slugify() concat() coalesce() round() token() uuid() hash() distinct()

All steps of an action are one transaction; \`decrement … min 0 else 409\` is one guarded update.
`;
