"""Import the application of each project that standard input lists, as its README says; tell which cannot be.

Standard input: JSON, `[{"folder": …, "client": … or null}, …]`, `client` being where the generated package `prisma` of
the project is. Standard output: JSON, `{folder: the last line of the error}`.

What projects have in common is read once: each is imported by a fork of a process that has the libraries already. The
statements of the project that import them run all the same.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import sys
import traceback

LIBRARIES = (
    "fastapi",
    "httpx",
    "jwt",
    "limits",
    "pwdlib",
    "pydantic_settings",
    "sqlalchemy.ext.asyncio",
    "tortoise.contrib.pydantic",
)


def import_application(folder: str, client: str | None) -> str:
    """Import `app.main` with the settings of the example and a secret; the last line of what went wrong, or ""."""
    os.chdir(folder)
    shutil.copyfile(".env.example", ".env")
    os.environ["SECRET_KEY"] = "x" * 32
    sys.path[:0] = [folder, *([client] if client else [])]
    try:
        importlib.import_module("app.main")
    except BaseException:
        return traceback.format_exc().strip().splitlines()[-1]
    return ""


def in_a_fork(folder: str, client: str | None) -> str:
    """What `import_application` gives, in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        problem = import_application(folder, client)
        with os.fdopen(writing, "w") as pipe:
            pipe.write(problem)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        problem = pipe.read()
    _, status = os.waitpid(child, 0)
    return problem or (f"the process ends with {status}" if status else "")


def main() -> None:
    """Import all of them."""
    sys.dont_write_bytecode = True
    for name in LIBRARIES:
        importlib.import_module(name)
    problems = {}
    for project in json.load(sys.stdin):
        if problem := in_a_fork(project["folder"], project["client"]):
            problems[project["folder"]] = problem
    json.dump(problems, sys.stdout)


if __name__ == "__main__":
    main()
