"""The routes, wired by hand as FastCRUD's documentation does; lists do without its COUNT, which makes them faster.

FastCRUD does not load many-to-many relations, so the tags of a page are one more SELECT.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from fastcrud import FastCRUD
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from .models import Post, PostCreate, PostPage, PostRead, PostRow, PostUpdate, Tag, User, post_tags

SECRET = os.environ["SECRET_KEY"]
engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=16, max_overflow=0)
new_session = async_sessionmaker(engine, expire_on_commit=False)
bearer = OAuth2PasswordBearer(tokenUrl="/token")
users, posts, tags = FastCRUD(User), FastCRUD(Post), FastCRUD(Tag)
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    """Provide a session for one request."""
    async with new_session() as session:
        yield session


Db = Annotated[AsyncSession, Depends(get_session)]


async def current_user(token: Annotated[str, Depends(bearer)], db: Db) -> dict[str, Any]:
    """Provide the caller."""
    try:
        claims = jwt.decode(token, SECRET, ["HS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(401, "bad token") from error
    user = await users.get(db, id=int(claims["sub"]), is_active=True)
    if not user:
        raise HTTPException(401, "no user")
    return user


CurrentUser = Annotated[dict[str, Any], Depends(current_user)]


async def with_tags(db: AsyncSession, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add the names of the tags to rows of posts."""
    names: dict[uuid.UUID, list[str]] = {}
    query = (
        select(post_tags.c.post_id, Tag.name)
        .join(Tag, Tag.id == post_tags.c.tag_id)
        .where(post_tags.c.post_id.in_([row["id"] for row in rows]))
    )
    for post_id, name in (await db.execute(query)).all():
        names.setdefault(post_id, []).append(name)
    return [row | {"tags": names.get(row["id"], [])} for row in rows]


@app.get("/posts", response_model=PostPage)
async def list_posts(db: Db, limit: int = 20, offset: int = 0, tag: str | None = None) -> Any:
    """List posts, newest first."""
    filters: dict[str, Any] = {}
    if tag:
        tagged = select(post_tags.c.post_id).join(Tag, Tag.id == post_tags.c.tag_id).where(Tag.name == tag)
        filters["where"] = Post.id.in_(tagged)
    found = await posts.get_multi(
        db,
        offset=offset,
        limit=limit,
        schema_to_select=PostRow,
        sort_columns=["created_at", "id"],
        sort_orders=["desc", "desc"],
        return_total_count=False,
        deleted_at=None,
        **filters,
    )
    return found | {"data": await with_tags(db, found["data"])}


@app.get("/posts/{post_id}", response_model=PostRead)
async def get_post(post_id: uuid.UUID, db: Db) -> Any:
    """Return a post."""
    post = await posts.get(db, schema_to_select=PostRow, id=post_id, deleted_at=None)
    if not post:
        raise HTTPException(404, "Item not found")
    return (await with_tags(db, [dict(post)]))[0]


@app.post("/posts", response_model=PostRead, status_code=201)
async def create_post(data: PostCreate, user: CurrentUser, db: Db) -> Any:
    """Create a post."""
    now = datetime.now(UTC)
    values = data.model_dump(exclude={"tags"})
    post = Post(id=uuid7(), author_id=user["id"], created_at=now, updated_at=now, **values)
    chosen: list[dict[str, Any]] = []
    if data.tags:
        chosen = (await tags.get_multi(db, name__in=data.tags, limit=10, return_total_count=False))["data"]
    db.add(post)
    await db.flush()
    if chosen:
        await db.execute(post_tags.insert(), [{"post_id": post.id, "tag_id": tag["id"]} for tag in chosen])
    await db.commit()
    return PostRow.model_validate(post).model_dump() | {"tags": [tag["name"] for tag in chosen]}


@app.patch("/posts/{post_id}", response_model=PostRead)
async def update_post(post_id: uuid.UUID, data: PostUpdate, user: CurrentUser, db: Db) -> Any:
    """Change a post."""
    try:
        post = await posts.update(
            db,
            data.model_dump(exclude_unset=True),
            id=post_id,
            deleted_at=None,
            one_or_none=True,
            return_columns=list(PostRow.model_fields),
        )
    except NoResultFound as error:
        raise HTTPException(404, "Item not found") from error
    return (await with_tags(db, [dict(post)]))[0]


def uuid7() -> uuid.UUID:
    """Return an id that sorts by time."""
    random = int.from_bytes(os.urandom(10)) & 0x0FFF_3FFF_FFFF_FFFF_FFFF
    return uuid.UUID(int=(time.time_ns() // 1_000_000 << 80) | (7 << 76) | (2 << 62) | random)
