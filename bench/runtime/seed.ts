import { Client } from 'pg';

/** How much data there is beside the posts. */
const TAGS = 300;
const USERS = 1000;

/** A version 7 UUID that sorts like the number of the row, and the time of the row. */
const ROW_TIME = `timestamptz '2025-01-01' + n * interval '1 minute'`;
const ROW_ID = `(lpad(to_hex((extract(epoch FROM ${ROW_TIME}) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3)
  || '8' || substr(md5(n::text), 4, 15))::uuid`;
const TITLE = `'Title of post number ' || n`;
const CONTENT = `repeat(substr(md5(n::text), 1, 5) || ' ', 90)`;
const PUBLISHED = 'n % 10 <> 0';
/** One to five tags for each post. */
const LINKS = `SELECT DISTINCT n, 1 + (n * 7919 + k * 104729) % ${TAGS} AS tag
  FROM generate_series(1, $1::int) AS n, generate_series(1, 5) AS k WHERE k <= 1 + n % 5`;

/** Run some statements on a database, one after the other. */
export async function execute(url: string, statements: readonly (readonly [string, ...unknown[]])[]): Promise<void> {
  await withClient(url, async (client) => {
    for (const [text, ...values] of statements) await client.query(text, values);
  });
}

/** The first column of what a query answers. */
export function column(url: string, query: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<string[]>({ text: query, rowMode: 'array' });
    return rows.map((row) => String(row[0]));
  });
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * What autovacuum, which is off so that nothing runs beside a measurement, would have done by then. The first run leaves the pages of the table that
 * was filled last as not visible to all.
 */
async function settle(url: string): Promise<void> {
  for (let run = 0; run < 2; run += 1) await execute(url, [['VACUUM (ANALYZE, FREEZE)']]);
}

/** Fill the tables of the generated project. All posts belong to one account. */
export async function seedGenerated(url: string, posts: number, author: string): Promise<void> {
  await execute(url, [
    [
      `INSERT INTO posts (id, title, content, published, author_id, version, created_at, updated_at)
       SELECT ${ROW_ID}, ${TITLE}, ${CONTENT}, ${PUBLISHED}, $2::uuid, 1, ${ROW_TIME}, ${ROW_TIME}
       FROM generate_series(1, $1::int) AS n`,
      posts,
      author,
    ],
    [await tagStatement(url), posts],
  ]);
  await settle(url);
}

/** The insert for the table of a set of texts, whose value column is the one that is no key of the post. */
async function tagStatement(url: string): Promise<string> {
  const columns = await column(
    url,
    `SELECT column_name FROM information_schema.columns WHERE table_name = 'post_tags' ORDER BY ordinal_position`,
  );
  const value = columns.find((name) => !name.endsWith('id') && name !== 'position');
  if (value === undefined || !columns.includes('post_id')) {
    throw new Error(`post_tags has columns that the benchmark does not know: ${columns.join(', ')}`);
  }
  return `INSERT INTO post_tags (post_id, "${value}") SELECT ${ROW_ID}, 'tag-' || tag FROM (${LINKS}) AS links`;
}

/** Fill the tables of the peer with the same data. */
export async function seedPeer(url: string, posts: number): Promise<void> {
  await execute(url, [
    [
      `INSERT INTO users SELECT n, 'user' || n || '@example.com', 'User ' || n, true FROM generate_series(1, $1::int) AS n`,
      USERS,
    ],
    [`INSERT INTO tags SELECT n, 'tag-' || n FROM generate_series(1, $1::int) AS n`, TAGS],
    [
      `INSERT INTO posts (id, title, content, published, author_id, created_at, updated_at)
       SELECT ${ROW_ID}, ${TITLE}, ${CONTENT}, ${PUBLISHED}, 1 + n % ${USERS}, ${ROW_TIME}, ${ROW_TIME}
       FROM generate_series(1, $1::int) AS n`,
      posts,
    ],
    [`INSERT INTO post_tags (post_id, tag_id) SELECT ${ROW_ID}, tag FROM (${LINKS}) AS links`, posts],
  ]);
  await settle(url);
}

/** Names of some tags, all of which are used. */
export const TAG_NAMES: readonly string[] = Array.from({ length: TAGS }, (_, index) => `tag-${index + 1}`);
