"""Create the tables of the peer: `python -m fastcrud_app.create_tables`."""

from __future__ import annotations

import asyncio

from .main import engine
from .models import Base


async def main() -> None:
    """Create them."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await engine.dispose()


asyncio.run(main())
