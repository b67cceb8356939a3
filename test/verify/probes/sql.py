"""Run one SQL statement on PostgreSQL and print its only value: `sql.py URL STATEMENT`."""

import asyncio
import sys

import asyncpg


async def main(url: str, statement: str) -> None:
    """Connect, run, print."""
    connection = await asyncpg.connect(url, timeout=20)
    try:
        value = await connection.fetchval(statement)
    finally:
        await connection.close()
    print("" if value is None else value)


asyncio.run(main(*sys.argv[1:]))
