#!/usr/bin/env python3
"""Breaks a good project in known ways and shows that verify.py notices: `selftest.py PROJECT [--only a,b] [--table FILE]`.

Each variant is one deliberate defect in a copy of the project, with the checks that must fail for it.
"""

from __future__ import annotations

import argparse
import ast
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True
VERIFY = Path(__file__).resolve().parent / "verify.py"


class Project:
    """A copy of the project that can be broken."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def replace(self, file: str, old: str, new: str, *, count: int = 1) -> None:
        """Replace text that must be there."""
        path = self.root / file
        text = path.read_text()
        if old not in text:
            raise LookupError(f"{file} has no {old!r}: the project is written differently, adapt selftest.py")
        path.write_text(text.replace(old, new, count))

    def write(self, file: str, text: str) -> None:
        """Add a file."""
        (self.root / file).write_text(text)

    def append(self, file: str, text: str) -> None:
        """Add text to the end of a file."""
        with (self.root / file).open("a") as handle:
            handle.write(text)


@dataclass
class Variant:
    """One deliberate defect."""

    name: str
    what: str
    must_fail: tuple[str, ...]
    also_run: tuple[str, ...]
    damage: Callable[[Project], None]
    options: tuple[str, ...] = ()


VARIANTS: list[Variant] = []


def variant(what: str, must_fail: str, also_run: str = "", *options: str) -> Callable[[Callable[[Project], None]], None]:
    """Register a variant under the name of its function."""

    def register(damage: Callable[[Project], None]) -> None:
        name = damage.__name__.replace("_", "-")
        VARIANTS.append(Variant(name, what, tuple(must_fail.split()), tuple(also_run.split()), damage, options))

    return register


@variant("no dependency authenticates the caller of a changing route", "principles access", "types")
def auth_dependency_removed(p: Project) -> None:
    p.replace(
        "app/posts/dependencies.py",
        'post_id: PostId, user: CurrentUser, service: PostServiceDep, if_match: IfMatch = None\n) -> Post:\n    """Provide the deleted post',
        'post_id: PostId, service: PostServiceDep\n) -> Post:\n    """Provide the deleted post',
    )
    p.replace(
        "app/posts/dependencies.py",
        "    post = await service.get(post_id, user.id, deleted=True)\n    return _check_editable(post, user, if_match)\n",
        "    return await service.find(post_id)\n",
    )
    p.replace(
        "app/posts/service.py",
        "    async def create(self",
        '    async def find(self, post_id: UUID) -> Post:\n        """Return any post."""\n        post = await self._session.get(Post, post_id)\n'
        "        if post is None:\n            raise PostNotFoundError\n        return post\n\n    async def create(self",
    )


@variant("a delete route takes the dependency of the read route: anyone may delete", "access", "principles types lint")
def weaker_auth_dependency(p: Project) -> None:
    p.replace("app/posts/router.py", "async def delete_post(post: EditablePost", "async def delete_post(post: VisiblePost")


@variant("owner check removed: every user may edit every post", "access", "principles")
def owner_check_removed(p: Project) -> None:
    p.replace("app/posts/dependencies.py", "    if post.author_id != user.id:\n        raise NotPostAuthorError\n", "")


@variant("tokens are decoded without checking the signature", "access")
def signature_not_checked(p: Project) -> None:
    p.replace("app/auth/security.py", 'options={"require": ["exp"]}', 'options={"require": ["exp"], "verify_signature": False}')


@variant("creation answers 200 instead of 201", "principles concurrency")
def status_200_on_create(p: Project) -> None:
    p.replace("app/posts/router.py", "status_code=HTTPStatus.CREATED", "status_code=HTTPStatus.OK")
    p.replace("app/posts/router.py", "201: {", "200: {")


@variant("cursor without tie-breaker", "pages", "types lint")
def tie_breaker_dropped(p: Project) -> None:
    p.replace("app/core/pagination.py", "tuple_(*keyset.columns), (position.value, position.id)", "keyset.columns[0], position.value")
    p.replace("app/core/pagination.py", "for column in keyset.columns)\n    # One", "for column in keyset.columns[:1])\n    # One")


@variant("total counts all rows, not those of the filter", "pages")
def wrong_total(p: Project) -> None:
    p.replace("app/core/pagination.py", "total = (await session.scalars(count)).one()", "total = (await session.scalars(count)).one() + 1")


@variant("a 500 shows the stack trace", "principles", "types lint")
def stack_trace_leaked(p: Project) -> None:
    p.replace("app/core/errors.py", "            return InternalError()", "            return InternalError(traceback.format_exc())")
    p.replace("app/core/errors.py", "from collections.abc import Mapping", "import traceback\nfrom collections.abc import Mapping")


@variant("a 500 shows the message of the exception", "principles")
def exception_text_leaked(p: Project) -> None:
    p.replace("app/core/errors.py", "            return InternalError()", "            return InternalError(f\"Sorry. {'.' * 3000} {error}\")")


@variant("422 repeats the rejected input", "principles")
def input_echoed(p: Project) -> None:
    p.replace("app/core/errors.py", 'message=item["msg"]', "message=f\"{item['msg']}: {item['input']}\"")


@variant("unique constraint removed, in model and migration", "concurrency", "migrations principles")
def unique_constraint_removed(p: Project) -> None:
    p.replace("app/posts/models.py", "            unique=True,\n", "            unique=False,\n")
    p.replace("migrations/versions/0001_initial.py", "        unique=True,\n", "        unique=False,\n")


@variant("uniqueness by SELECT before INSERT, error not translated", "concurrency")
def check_then_insert(p: Project) -> None:
    p.replace("app/auth/service.py", "        with violation_of(\"email\", EmailTakenError):\n            await self._session.commit()\n        return user", "        await self._session.commit()\n        return user")
    p.replace(
        "app/auth/service.py", "        password_hash = await hash_password(data",
        "        if await self._session.scalar(select(User.id).where(User.email == data.email)):\n            raise EmailTakenError\n        password_hash = await hash_password(data",
    )  # fmt: skip


@variant("UPDATE does not check the version it read", "concurrency", "migrations")
def lost_update(p: Project) -> None:
    p.replace("app/posts/models.py", '        "version_id_col": version,\n        "version_id_generator": False,\n', "")


@variant("time.sleep in an async route", "lint principles")
def blocking_call(p: Project) -> None:
    p.replace("app/posts/router.py", '    """Create a post."""\n', '    """Create a post."""\n    time.sleep(0.05)\n')
    p.replace("app/posts/router.py", "from http import HTTPStatus\n", "import time\nfrom http import HTTPStatus\n")


@variant("password hashed on the event loop", "principles", "lint")
def hash_on_the_event_loop(p: Project) -> None:
    p.replace("app/auth/security.py", "return await asyncio.to_thread(_hasher.hash, password)", "return _hasher.hash(password)")


@variant("a file that no formatter has seen", "format")
def unformatted(p: Project) -> None:
    p.append("app/posts/models.py", "\n\nLIMITS = {  'title':200 }\n")


@variant("a wrong return type", "types", "lint")
def wrong_type(p: Project) -> None:
    p.replace("app/posts/dependencies.py", "def etag(post: Post) -> str:", "def etag(post: Post) -> int:")


@variant("MD5 and a shell command", "security lint")
def insecure_calls(p: Project) -> None:
    p.append(
        "app/core/config.py",
        '\n\ndef fingerprint(text: str) -> str:\n    """Fingerprint."""\n    subprocess.call("true " + text, shell=True)\n    return hashlib.md5(text.encode()).hexdigest()\n',
    )
    p.replace("app/core/config.py", "from typing import", "import hashlib\nimport subprocess\nfrom typing import")


@variant("request body is a dict", "principles")
def dict_body(p: Project) -> None:
    p.replace("app/posts/router.py", "    data: PostCreate,\n", "    data: dict[str, Any],\n")


@variant("request body ignores unknown fields", "principles")
def extra_fields_ignored(p: Project) -> None:
    p.replace("app/posts/schemas.py", 'model_config = ConfigDict(extra="forbid", strict=True)', "model_config = ConfigDict(strict=True)")


@variant("a route without documentation", "principles")
def undocumented_route(p: Project) -> None:
    p.replace("app/posts/router.py", '    operation_id="restore_post",\n    summary="Restore a post",\n', "")


@variant("errors as application/json", "principles")
def errors_as_plain_json(p: Project) -> None:
    p.replace("app/core/errors.py", 'PROBLEM_JSON = "application/problem+json"', 'PROBLEM_JSON = "application/json"')


@variant("the list is a bare array", "principles pages")
def bare_list(p: Project) -> None:
    p.replace("app/posts/router.py", "response_model=Page[PostRead],", "response_model=list[PostRead],")
    p.replace(
        "app/posts/router.py",
        "    return Page[PostRead].build(\n        [PostRead.model_validate(post) for post in page.rows], page, request\n    )",
        "    return [PostRead.model_validate(post) for post in page.rows]",
    )


@variant("an integer id in a response", "principles")
def integer_id(p: Project) -> None:
    p.replace("app/posts/schemas.py", "    author_id: UUID\n    slug: str\n", "    author_id: UUID\n    row_id: int = 1\n    slug: str\n")


@variant("model changed without a migration", "migrations")
def migration_forgotten(p: Project) -> None:
    p.replace("app/posts/models.py", "    published: Mapped[bool]\n", "    published: Mapped[bool]\n    views: Mapped[int] = mapped_column(default=0, server_default=\"0\")\n")


@variant("downgrade forgets a table", "migrations")
def downgrade_incomplete(p: Project) -> None:
    p.replace("migrations/versions/0001_initial.py", '("post_tags", "posts", "login_sessions", "users")', '("post_tags", "posts", "login_sessions")')


@variant("a required setting that .env.example does not name", "boot principles")
def undocumented_setting(p: Project) -> None:
    p.replace("app/core/config.py", '    log_level: Literal', "    tenant: str\n    log_level: Literal")


@variant("shutdown takes half a minute", "boot")
def slow_shutdown(p: Project) -> None:
    p.replace("app/factory.py", "    await app.state.database.close()", "    await asyncio.sleep(30)\n    await app.state.database.close()")
    p.replace("app/factory.py", "from collections.abc import AsyncGenerator\n", "import asyncio\nfrom collections.abc import AsyncGenerator\n")


@variant("two requirements that exclude each other", "install")
def conflicting_requirements(p: Project) -> None:
    p.replace("pyproject.toml", '    "fastapi>=0.165,<0.200",', '    "fastapi>=0.165,<0.200",\n    "starlette<0.40",')


@variant("the wheel cannot be built", "install")
def broken_build(p: Project) -> None:
    p.replace("pyproject.toml", 'readme = "README.md"', 'readme = "MISSING.md"')


@variant("TODO, empty function, NotImplementedError", "size", "lint")
def unfinished_code(p: Project) -> None:
    p.append("app/posts/models.py", '\n\ndef archive() -> None:\n    """Archive."""\n    raise NotImplementedError\n\n\ndef purge() -> None:\n    """Purge."""\n    # TODO: write this\n')


@variant("a second copy of a module", "size")
def copied_module(p: Project) -> None:
    shutil.copy(p.root / "app/posts/service.py", p.root / "app/posts/service_two.py")


@variant("an input that crashes a route", "fuzz pages")
def crash_on_boundary(p: Project) -> None:
    p.replace("app/posts/service.py", '        """Return one page', '        1 / (100 - query.limit)\n        """Return one page')


@variant("a status code that is not documented", "fuzz")
def undocumented_status(p: Project) -> None:
    p.replace("app/posts/router.py", "            SlugTakenError,\n            EditConflictError,\n            PreconditionFailedError,\n        ),\n    },\n)\nasync def update_post", "            SlugTakenError,\n            EditConflictError,\n        ),\n    },\n)\nasync def update_post")


@variant("DELETE answers 204 and deletes nothing", "fuzz access")
def delete_does_nothing(p: Project) -> None:
    p.replace("app/posts/service.py", "        post.deleted_at = utc_now()\n", "")


@variant("tests that need each other's leftovers", "tests")
def tests_depend_on_order(p: Project) -> None:
    p.write(
        "tests/test_chain.py",
        "DONE: list[int] = []\n\n\n" + "\n\n".join(f"def test_step_{n}() -> None:\n    assert len(DONE) == {n}\n    DONE.append({n})\n" for n in range(6)),
    )


@variant("code without tests", "tests")
def untested_code(p: Project) -> None:
    body = "".join(f"    if value == {n}:\n        value += {n + 2}\n" for n in range(40))
    p.write("app/posts/scores.py", f'"""Scores."""\n\n\ndef score(value: int) -> int:\n    """Score."""\n{body}    return value\n')


@variant("SQL that only SQLite knows", "postgres")
def sqlite_only_sql(p: Project) -> None:
    p.replace("app/posts/service.py", "Post.deleted_at.is_(None) & (Post.published | is_author)", "Post.deleted_at.is_(None) & (func.ifnull(Post.published, false()) | is_author)")
    p.replace("app/posts/service.py", "import ColumnElement, false, select", "import ColumnElement, false, func, select")


@variant("tests without assertions", "mutation", "", "--mutation", "24")
def hollow_tests(p: Project) -> None:
    class Hollow(ast.NodeTransformer):
        def visit_Assert(self, node: ast.Assert) -> ast.stmt:
            return ast.Expr(node.test)

    for path in (p.root / "tests").glob("*.py"):
        path.write_text(ast.unparse(ast.fix_missing_locations(Hollow().visit(ast.parse(path.read_text())))))


def main() -> int:
    """Run the variants; 0 when every one is caught where it must be, and the fixtures pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", help="a blog project that passes all checks")
    parser.add_argument("--only", default="", help="comma-separated names of variants")
    parser.add_argument("--table", help="write the result as a Markdown table")
    options = parser.parse_args()
    wanted = [name for name in options.only.split(",") if name]
    rows, wrong, rows_total = [], 0, 0
    for case in VARIANTS:
        if wanted and case.name not in wanted:
            continue
        started = time.monotonic()
        caught, reasons, output = examine(Path(options.project), case)
        missing = [name for name in case.must_fail if name not in caught]
        wrong += bool(missing)
        state = "ok    " if not missing else "MISSED"
        print(f"{state} {case.name:26} {time.monotonic() - started:5.0f} s  caught by {', '.join(caught) or 'nothing'}", flush=True)
        if missing:
            print(f"       not caught by {', '.join(missing)}\n{output[-3000:]}", flush=True)
        rows.append((case, caught, reasons))
    if not wanted or "callers" in wanted:
        for style in ("api_key", "oauth2"):
            good = accepts(style)
            wrong += not good
            rows_total += 1
            print(f"{'ok    ' if good else 'MISSED'} callers with {style}: boot, access and concurrency pass", flush=True)
    if options.table:
        lines = ["| defect | caught by | for example |", "| --- | --- | --- |"]
        for case, caught, reasons in rows:
            lines.append(f"| {case.what} | {', '.join(caught)} | {reasons.replace('|', '/')} |")
        Path(options.table).write_text("\n".join(lines) + "\n")
    rows_total += len(rows)
    print(f"selftest: {rows_total - wrong} of {rows_total} cases right")
    return 1 if wrong else 0


def accepts(style: str) -> bool:
    """The fixture for callers with keys or tokens passes."""
    with tempfile.TemporaryDirectory(prefix="selftest-") as scratch:
        root = Path(scratch) / "project"
        shutil.copytree(VERIFY.parent / "fixtures" / "callers", root, ignore=shutil.ignore_patterns("__pycache__"))
        (root / "verify.toml").write_text(f'[env]\nAUTH_STYLE = "{style}"\n')
        command = [sys.executable, str(VERIFY), str(root), "--quiet", "--auth", style, "--only", "boot,access,concurrency"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout[-2000:])
        return done.returncode == 0


def examine(project: Path, case: Variant) -> tuple[list[str], str, str]:
    """Break a copy, verify it, and return what failed."""
    with tempfile.TemporaryDirectory(prefix="selftest-") as scratch:
        root = Path(scratch) / "project"
        shutil.copytree(project, root, ignore=shutil.ignore_patterns("__pycache__", ".*_cache", "*.db*", ".env", ".venv"))
        case.damage(Project(root))
        report = Path(scratch) / "report.json"
        command = [sys.executable, str(VERIFY), str(root), "--quiet", "--only", ",".join((*case.must_fail, *case.also_run)), "--json", str(report)]
        command += case.options
        if "postgres" in case.must_fail:
            command.append("--postgres")
        if "fuzz" in case.must_fail:
            command += ["--fuzz-seconds", "40"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not report.exists():
            return [], "", done.stdout + done.stderr
        checks = json.loads(report.read_text())["checks"]
        caught = [check["name"] for check in checks if not check["ok"]]
        first = next((c["failures"][0] for c in checks if not c["ok"] and c["name"] == case.must_fail[0] and c["failures"]), "")
        return caught, " ".join(first.split())[:140], done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())
