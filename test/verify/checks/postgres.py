"""A PostgreSQL server, and the checks that run on it."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from .base import PROBES, CannotRunError, Context, Result, Run, clean_env, free_port, run

GIVEN_SERVER = "TEST_POSTGRES_URL"
_numbers = count(1)


@dataclass
class PrivateServer:
    """A server of this run on a loopback port, owned by an ordinary user."""

    binaries: Path
    home: Path
    port: int
    user: str | None

    def run(self, *command: Any, timeout: float = 60) -> Run:
        """Run a PostgreSQL program as the owner of the server."""
        return run(list(command), cwd=self.home, user=self.user, timeout=timeout)

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self.run(self.binaries / "pg_ctl", "-D", self.home / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.home, ignore_errors=True)


@dataclass
class Cluster:
    """Where databases can be made: the server that was named, or one of our own."""

    url: str
    python: Path
    private: PrivateServer | None = None
    databases: list[str] = field(default_factory=list)

    def sql(self, statement: str) -> str:
        """Run a statement and return its only value."""
        done = run([self.python, PROBES / "sql.py", self.url, statement], cwd=PROBES, env=clean_env(), timeout=60)
        if done.code:
            raise CannotRunError(f"PostgreSQL: {done.tail(1)}")
        return done.output.strip()

    def new_database(self, scheme: str) -> str:
        """Create an empty database and return its URL."""
        name = f"verify_{os.getpid()}_{next(_numbers)}"
        self.sql(f'CREATE DATABASE "{name}"')
        self.databases.append(name)
        return urlunsplit((scheme, urlsplit(self.url).netloc, f"/{name}", "", ""))

    def stop(self) -> None:
        """Leave nothing behind."""
        if self.private:
            self.private.stop()
            return
        for name in self.databases:
            run([self.python, PROBES / "sql.py", self.url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'], cwd=PROBES)


def ensure_cluster(context: Context) -> Cluster:
    """The server of this run, which is started at its first use."""
    with context.log_lock:
        if context.cluster is None:
            context.cluster = _cluster(context.environment.tool("python"))
        return context.cluster


def _cluster(python: Path) -> Cluster:
    if given := os.environ.get(GIVEN_SERVER):
        return Cluster(given, python)
    private = _start()
    return Cluster(f"postgresql://app@127.0.0.1:{private.port}/postgres", python, private)


def _find_binaries() -> Path:
    """The directory with initdb and pg_ctl."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            return place
    raise CannotRunError(f"there is no PostgreSQL: name a server in {GIVEN_SERVER}, or install PostgreSQL")


def _start() -> PrivateServer:
    """Make and start a server."""
    binaries = _find_binaries()
    user = None
    home = Path(tempfile.mkdtemp(prefix="verify-pg-"))
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        names = {entry.pw_name for entry in pwd.getpwall()}
        user = next((name for name in ("postgres", "nobody") if name in names), None)
        if user is None:
            raise CannotRunError("running as root, and there is no user 'postgres' to run PostgreSQL as")
        shutil.chown(home, user)
    server = PrivateServer(binaries, home, free_port(), user)
    made = server.run(binaries / "initdb", "-D", home / "data", "-A", "trust", "-U", "app", "-E", "UTF8", "--no-sync")
    if made.code:
        raise CannotRunError(f"initdb: {made.tail()}")
    options = (
        f"-p {server.port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off "
        "-c full_page_writes=off -c max_connections=200"
    )
    done = server.run(binaries / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log", "-o", options, "start")
    if done.code:
        raise CannotRunError(f"pg_ctl: {done.tail()}")
    return server


def postgres(context: Context) -> Result:
    """The project's tests and migrations, and parallel writes where those are checked at all, on PostgreSQL."""
    from . import blackbox, migrations, suite

    result = Result("postgres", threshold="all tests; migrations reversible; parallel writes right")
    cluster, project = ensure_cluster(context), context.project
    if project.orm == "prisma" and not project.is_for_postgres():
        raise CannotRunError("the Prisma schema is for another provider; generate the project for PostgreSQL")
    scheme = project.postgres_scheme()
    url = cluster.new_database(scheme)
    outcome = suite.run_suite(context, "postgres", env={project.test_database_variable(): url, "DATABASE_URL": url}, seed=context.options.seed)
    result.failures += outcome.problems()
    database = url.rsplit("/", 1)[1]
    commits = int(cluster.sql(f"SELECT xact_commit FROM pg_stat_database WHERE datname = '{database}'") or 0)
    if outcome.count and commits < outcome.count // 4:
        result.fail(f"the tests did not use PostgreSQL: {commits} transactions ({project.test_database_variable()} was set)")
    cycle = migrations.cycle(context, "postgres-migrations", cluster.new_database(scheme))
    result.failures += [f"migrations: {failure}" for failure in cycle.failures]
    figures = [outcome.summary(), cycle.figure]
    if "concurrency" in context.wanted:
        parallel = blackbox.concurrency(context, database_url=cluster.new_database(scheme))
        result.failures += [f"concurrency: {failure}" for failure in parallel.failures]
        figures.append(parallel.figure)
    result.figure = "; ".join(figures)
    result.data = {"transactions": commits, "version": cluster.sql("SHOW server_version")}
    return result.settle()
