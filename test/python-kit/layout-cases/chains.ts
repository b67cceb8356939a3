import type { Case } from './case.ts';

export const cases: readonly Case[] = [
  {
    name: 'a chain of calls gets one a line',
    source: `
statement = select(Post).options(selectinload(Post.tags)).where(Post.deleted_at.is_(None)).order_by(Post.created_at.desc())
`,
    expected: `
statement = (
    select(Post)
    .options(selectinload(Post.tags))
    .where(Post.deleted_at.is_(None))
    .order_by(Post.created_at.desc())
)
`,
  },
  {
    name: 'a chain in an argument',
    source: `
result = await session.execute(select(Post).where(Post.author_id == author_identifier).order_by(Post.created_at.desc()))
`,
    expected: `
result = await session.execute(
    select(Post).where(Post.author_id == author_identifier).order_by(Post.created_at.desc())
)
`,
  },
  {
    name: 'a single call is no chain',
    source: `
result = session.query_of_the_database_session.filter_with_a_long_method_name(first_argument_value, second_argument_x)
`,
    expected: `
result = session.query_of_the_database_session.filter_with_a_long_method_name(
    first_argument_value, second_argument_x
)
`,
  },
  {
    name: 'attributes before the first call stay with it',
    source: `
query = application.database.session.query(Post).filter(Post.published.is_(True)).order_by(Post.title).limit(limit_value)
`,
    expected: `
query = (
    application.database.session.query(Post)
    .filter(Post.published.is_(True))
    .order_by(Post.title)
    .limit(limit_value)
)
`,
  },
  {
    name: 'subscripts count as calls',
    source: `
value = configuration["databases"]["default"].connection_settings["credentials"].resolve_secret_value("password_of_it")
`,
    expected: `
value = (
    configuration["databases"]["default"]
    .connection_settings["credentials"]
    .resolve_secret_value("password_of_it")
)
`,
  },
  {
    name: 'a statement that is only a call breaks at its last brackets',
    source: `
session.query(Post).filter(Post.identifier == identifier_of_the_post).update({"title": new_title, "content": new_content})
`,
    expected: `
session.query(Post).filter(Post.identifier == identifier_of_the_post).update(
    {"title": new_title, "content": new_content}
)
`,
  },
  {
    name: 'awaited chains',
    source: `
await session.execute(update(Post).where(Post.id == post_identifier, Post.version == expected_version).values(**changes))
post = await session.scalar(update(Post).where(Post.id == post_identifier).values(**changes_to_the_post).returning(Post))
`,
    expected: `
await session.execute(
    update(Post)
    .where(Post.id == post_identifier, Post.version == expected_version)
    .values(**changes)
)
post = await session.scalar(
    update(Post).where(Post.id == post_identifier).values(**changes_to_the_post).returning(Post)
)
`,
  },
  {
    name: 'returned chains',
    source: `
def statement():
    return select(Post).where(Post.deleted_at.is_(None)).order_by(Post.created_at.desc(), Post.id.desc()).limit(limit + 1)
`,
    expected: `
def statement():
    return (
        select(Post)
        .where(Post.deleted_at.is_(None))
        .order_by(Post.created_at.desc(), Post.id.desc())
        .limit(limit + 1)
    )
`,
  },
];
