#!/usr/bin/env python3
"""Tells how good a generated FastAPI project is: `verify.py DIR`. See README.md."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True

from checks import blackbox, environment, fuzz, migrations, mutation, postgres, principles, server, static, suite
from checks.base import CannotRunError, Context, Result, end_all
from checks.project import Project

Check = Callable[[Context], Result]

# Two lanes run side by side; within a lane one check follows the other.
LANES: list[dict[str, Check]] = [
    {
        "tests": suite.tests,
        "migrations": migrations.migrations,
        "postgres": postgres.postgres,
    },
    {
        "format": static.format_,
        "lint": static.lint,
        "size": static.size,
        "security": static.security,
        "types": static.types,
        "principles": principles.principles,
        "boot": server.boot,
        "access": blackbox.access,
        "pages": blackbox.pages,
        "concurrency": blackbox.concurrency,
        "fuzz": fuzz.fuzz,
    },
    {"mutation": mutation.mutation},
]
ORDER = [
    "install", "format", "lint", "types", "security", "size", "principles", "boot", "tests", "migrations",
    "postgres", "access", "pages", "concurrency", "fuzz", "mutation",
]  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run the checks and print the verdict; 0 when all hold."""
    options = parse(arguments)
    started = time.monotonic()
    results: dict[str, Result] = {}
    with tempfile.TemporaryDirectory(prefix="verify-", ignore_cleanup_errors=True) as scratch:
        Path(scratch).chmod(0o755)  # the PostgreSQL cluster inside belongs to another user
        try:
            project = Project.load(Path(options.directory).resolve(), Path(options.config).resolve() if options.config else None)
            if options.auth:
                project.config.setdefault("auth", {})["kind"] = options.auth
            context = Context(project, environment.prepare_tools(), Path(scratch), options)
        except (CannotRunError, OSError, ValueError) as error:
            print(f"verify: {error}\nverify: 0 of 1 checks hold")
            return 1
        for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(kind, lambda number, _frame: interrupted(number, context))
        try:
            run_all(context, options, results)
        finally:
            if context.cluster:
                context.cluster.stop()
    ordered = [results[name] for name in ORDER if name in results]
    if options.json:
        write_json(Path(options.json), options, ordered, time.monotonic() - started)
    report(ordered, time.monotonic() - started, options)
    return 0 if all(result.ok for result in ordered) else 1


def interrupted(number: int, context: Context) -> None:
    """Leave nothing running and nothing behind."""
    end_all()
    if context.cluster:
        context.cluster.stop()
    shutil.rmtree(context.scratch, ignore_errors=True)
    print("verify: interrupted", file=sys.stderr, flush=True)
    os._exit(128 + number)


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="verify.py", description=__doc__)
    parser.add_argument("directory", help="the generated project")
    parser.add_argument("--venv", help="use (and if need be create) this virtual environment for the project")
    parser.add_argument("--only", default="", help=f"comma-separated checks, of: {', '.join(ORDER)}")
    parser.add_argument("--skip", default="", help="comma-separated checks to leave out; they count as not asked for")
    parser.add_argument("--postgres", action="store_true", help="also run tests, migrations and concurrency on PostgreSQL")
    parser.add_argument("--mutation", type=int, default=0, metavar="N", help="also test the tests with N mutants")
    parser.add_argument("--json", metavar="OUT", help="write everything found as JSON")
    parser.add_argument("--config", help="a TOML file with exceptions (default: verify.toml in the project)")
    parser.add_argument("--auth", choices=["auto", "jwt", "oauth2", "api_key", "none"], help="how callers authenticate")
    parser.add_argument("--fuzz-seconds", type=int, default=70, help="time for Schemathesis, both runs together")
    parser.add_argument("--seed", type=int, default=20, help="seed of test order, fuzzing and mutants")
    parser.add_argument("--failures", type=int, default=20, metavar="N", help="failures shown for each check (default 20)")
    parser.add_argument("--routes", action="store_true", help="show the principles route by route")
    parser.add_argument("--test-runs", type=int, default=3, choices=(1, 2, 3), help="how often the tests run: 1 = with coverage only")
    parser.add_argument("--no-coverage", action="store_true", help="do not measure it, which saves a third of the time of the tests")
    parser.add_argument("--serial", action="store_true", help="one check at a time")
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")
    options = parser.parse_args(arguments)
    for name in (*split(options.only), *split(options.skip)):
        if name not in ORDER:
            parser.error(f"there is no check called {name!r}; there are: {', '.join(ORDER)}")
    return options


def split(names: str) -> list[str]:
    """The names in a comma-separated list."""
    return [name.strip() for name in names.split(",") if name.strip()]


def run_all(context: Context, options: argparse.Namespace, results: dict[str, Result]) -> None:
    """Run what was asked for, the installation first."""
    only, skipped, optional = split(options.only), split(options.skip), {"postgres", "mutation"}
    asked = {name for name, given in (("postgres", options.postgres), ("mutation", options.mutation)) if given}
    wanted = [
        name for name in ORDER
        if name not in skipped and (name in asked or name in only or (not only and name not in optional))
    ]  # fmt: skip
    context.wanted = frozenset(wanted)
    installed = guarded("install", environment.install, context)
    if "install" in wanted or not installed.ok:
        results["install"] = installed

    def lane(checks: dict[str, Check]) -> None:
        for name, check in checks.items():
            if name in wanted:
                results[name] = guarded(name, check, context)

    with ThreadPoolExecutor(1 if options.serial else 2) as pool:
        list(pool.map(lane, LANES[:2]))
    lane(LANES[2])


def guarded(name: str, check: Check, context: Context) -> Result:
    """Run one check; whatever stops it makes it fail, with the reason."""
    started = time.monotonic()
    try:
        result = check(context)
    except CannotRunError as error:
        result = Result(name, figure="could not run", failures=[str(error)])
    except Exception as error:  # a defect of this tool must not look like a success
        result = Result(name, figure="could not run", failures=[f"verify itself failed: {error!r}"])
        result.data["traceback"] = traceback.format_exc()
        context.log(result.data["traceback"])
    result.name, result.seconds = name, time.monotonic() - started
    context.log(f"  {'n/a ' if not result.applies else 'ok  ' if result.ok else 'FAIL'} {name:12} {result.seconds:6.1f} s  {result.figure}")
    return result


def write_json(path: Path, options: argparse.Namespace, results: list[Result], seconds: float) -> None:
    """Write the results for other programs."""
    document = {
        "directory": options.directory, "ok": all(r.ok for r in results), "seconds": round(seconds, 1),
        "checks": [{**vars(r), "seconds": round(r.seconds, 1)} for r in results],
    }  # fmt: skip
    path.write_text(json.dumps(document, indent=2, default=str) + "\n")


def report(results: list[Result], seconds: float, options: argparse.Namespace) -> None:
    """Print the table, one line for each failure, and the verdict."""
    rows = [("check", "", "time", "figure", "threshold")]
    rows += [(r.name, verdict(r), f"{r.seconds:.1f} s", r.figure, r.threshold) for r in results]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in rows:
        print(f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:{widths[3]}}  {row[4]}".rstrip())
    routes = next((r.data["table"] for r in results if "table" in r.data), None)
    if routes and (options.routes or options.only == "principles"):
        print("\n" + "\n".join(routes))
    for result in results:
        shown = result.failures[: options.failures]
        if shown:
            print()
        for failure in shown:
            print(f"{result.name}: {failure}")
        if len(result.failures) > len(shown):
            print(f"{result.name}: … and {len(result.failures) - len(shown)} more (--json has all)")
    print(f"\ntotal time {seconds:.0f} s")
    judged = [result for result in results if result.applies]
    others = f", {len(results) - len(judged)} not applicable" if len(judged) < len(results) else ""
    print(f"verify: {sum(r.ok for r in judged)} of {len(judged)} checks hold{others}")


def verdict(result: Result) -> str:
    """How a check came out."""
    if not result.applies:
        return "N/A"
    return "PASS" if result.ok else "FAIL"


if __name__ == "__main__":
    sys.exit(main())
