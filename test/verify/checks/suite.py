"""The project's own tests: coverage, random order, in parallel."""

from __future__ import annotations

import json
import os
import shutil
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from .base import CONFIG, Context, Result, plural, run
from .postgres import ensure_cluster

MIN_COVERAGE = 95.0
MIN_MEMORY_BYTES = 500_000_000


@dataclass
class Outcome:
    """One run of the suite."""

    label: str
    count: int = 0
    skipped: int = 0
    seconds: float = 0.0
    code: int = 0
    broken: list[str] = field(default_factory=list)
    tail: str = ""
    coverage: float | None = None
    uncovered: list[str] = field(default_factory=list)

    def problems(self) -> list[str]:
        """What went wrong."""
        found = [f"{self.label}: {test}" for test in self.broken]
        if self.code and not found:
            found.append(f"{self.label}: pytest ends with {self.code}: {self.tail}")
        if not self.count and not found:
            found.append(f"{self.label}: no tests ran: {self.tail}")
        return found

    def summary(self) -> str:
        """The figures."""
        return f"{plural(self.count, 'test')} in {self.seconds:.0f} s"


def run_suite(
    context: Context, label: str, *, env: dict[str, str] | None = None, seed: int, coverage: bool = False,
    workers: int = 0, dotenv: bool = False, timeout: float = 900,
) -> Outcome:  # fmt: skip
    """Run the tests in a fresh copy of the project."""
    project, environment = context.project, context.environment
    workspace = context.workspace(f"suite-{label}", dotenv=dotenv)
    report = workspace / ".verify-junit.xml"
    command: list[str | Path] = [
        environment.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--randomly-seed={seed}",
        f"--junitxml={report}", "--tb=short", project.tests,
    ]  # fmt: skip
    options = project.pyproject.get("tool", {}).get("pytest", {}).get("ini_options", {})
    if "error" not in options.get("filterwarnings", []):
        command += ["-W", "error"]
    if workers:
        command += ["-n", str(workers)]
    if coverage:
        (workspace / ".verify-coveragerc").write_text(
            (CONFIG / "coveragerc").read_text().replace("@PACKAGE@", project.package).replace(
                "@CONCURRENCY@", "greenlet, thread" if environment.installed("greenlet") else "thread"
            )
        )  # fmt: skip
        command += [f"--cov={project.package}", "--cov-branch", "--cov-config=.verify-coveragerc", "--cov-report=json:.verify-coverage.json", "--cov-fail-under=0"]
    else:
        command += ["--no-cov"]
    done = run(command, cwd=workspace, env=environment.env(**_in_memory(), **(env or _own_database(context))), timeout=timeout)
    outcome = Outcome(label, code=done.code, seconds=done.seconds, tail=done.tail(8))
    if report.exists():
        _read_junit(report, outcome)
    data = workspace / ".verify-coverage.json"
    if coverage and data.exists():
        document = json.loads(data.read_text())
        outcome.coverage = document["totals"]["percent_covered"]
        outcome.uncovered = [
            f"{name}: lines {_ranges(item['missing_lines'])}, branches {item['missing_branches'][:6]}"
            for name, item in document["files"].items()
            if item["missing_lines"] or item["missing_branches"]
        ]
    return outcome


def _own_database(context: Context) -> dict[str, str]:
    """A database for a project that cannot do with a file."""
    if not context.project.is_for_postgres():
        return {}
    return {context.project.test_database_variable(): ensure_cluster(context).new_database(context.project.postgres_scheme())}


def _in_memory() -> dict[str, str]:
    """Where pytest keeps its temporary files: databases of tests need no disk, and every commit would wait for it."""
    memory = Path("/dev/shm")  # noqa: S108 (pytest makes a folder there that is private)
    usable = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > MIN_MEMORY_BYTES
    return {"PYTEST_DEBUG_TEMPROOT": str(memory)} if usable else {}


def _read_junit(report: Path, outcome: Outcome) -> None:
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        outcome.count += 1
        name = f"{case.get('classname')}::{case.get('name')}"
        for kind in ("failure", "error"):
            if (node := case.find(kind)) is not None:
                message = " ".join((node.get("message") or "").split())[:300]
                outcome.broken.append(f"{name}: {kind}: {message}")
        if case.find("skipped") is not None:
            outcome.skipped += 1


def _ranges(numbers: list[int]) -> str:
    """'1-3, 7' for [1, 2, 3, 7]."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts) or "none"


def tests(context: Context) -> Result:
    """Up to three runs: with coverage (unless that is not asked for), in another order beside a `.env`, and in two processes."""
    project, seed, runs = context.project, context.options.seed, context.options.test_runs
    measured, minimum = not context.options.no_coverage, project.limit("coverage", MIN_COVERAGE)
    result = Result("tests", threshold=f"all pass, branch coverage >= {minimum:g} %" if measured else "all pass")
    first = run_suite(context, "random order 1", seed=seed, coverage=measured)
    result.failures += first.problems()
    if measured and first.coverage is None:
        result.fail("coverage was not measured")
    elif first.coverage is not None and first.coverage < minimum:
        result.fail(f"branch coverage {first.coverage:.1f} % < {minimum:g} %")
        result.failures += [f"not covered: {line}" for line in first.uncovered[:10]]
    outcomes = [first]
    if first.count and runs > 1:
        outcomes.append(run_suite(context, "random order 2", seed=seed + 1, dotenv=True))
        if runs > 2 and project.config.get("parallel_tests", True):
            outcomes.append(run_suite(context, "in parallel", seed=seed + 2, workers=2))
    for outcome in outcomes[1:]:
        result.failures += outcome.problems()
        if outcome.count != first.count:
            result.fail(f"{outcome.label}: {outcome.count} tests ran, not {first.count}")
    seconds = ", ".join(f"{o.seconds:.0f}" for o in outcomes)
    shown = f"{first.coverage:.1f} %" if first.coverage is not None else "no coverage"
    result.figure = f"{plural(first.count, 'test')}, {first.skipped} skipped, {shown}, {seconds} s"
    result.data = {
        "tests": first.count, "skipped": first.skipped, "coverage": first.coverage, "uncovered": first.uncovered,
        "seconds": {o.label: round(o.seconds, 1) for o in outcomes},
    }  # fmt: skip
    return result.settle()
