"""Do the project's tests notice when its code is broken?"""

from __future__ import annotations

import ast
import json
import queue
import random
import re
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .base import CHILDREN, CONFIG, PROBES, CannotRunError, Context, Result, end_group, run

MIN_SCORE = 85.0
WORKERS = 2
SKIPPED_FILES = {"main", "factory", "config", "settings", "logging", "middleware", "health", "__init__", "__main__", "database", "db", "cli"}
SKIPPED_PARTS = {"core", "migrations", "alembic", "versions"}
KEPT = re.compile(r"pagina|cursor|security|auth")
# Keywords that only describe; their values decide nothing a test should fix.
DESCRIBES = {"summary", "description", "tags", "operation_id", "examples", "example", "title", "response_description", "responses", "openapi_extra", "exc_info", "extra"}
CONSTRAINTS = {"ge", "gt", "le", "lt", "min_length", "max_length", "pattern", "multiple_of", "strict", "extra", "unique"}
COMPARE = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
STATUS = {
    "OK": "ACCEPTED", "CREATED": "OK", "NO_CONTENT": "OK", "NOT_FOUND": "CONFLICT", "CONFLICT": "BAD_REQUEST", "FORBIDDEN": "NOT_FOUND",
    "UNAUTHORIZED": "FORBIDDEN", "PRECONDITION_FAILED": "CONFLICT", "UNPROCESSABLE_ENTITY": "BAD_REQUEST", "BAD_REQUEST": "CONFLICT",
    "TOO_MANY_REQUESTS": "BAD_REQUEST",
}  # fmt: skip


@dataclass
class Mutant:
    """One small change that should break a test."""

    file: str
    line: int
    end_line: int
    kind: str
    start: int
    stop: int
    replacement: str
    original: str
    outcome: str = ""
    seconds: float = 0.0

    def apply(self, source: bytes) -> bytes:
        """The changed source."""
        return source[: self.start] + self.replacement.encode() + source[self.stop :]

    def describe(self) -> str:
        """file:line and what was changed."""
        return f"{self.file}:{self.line}: {self.kind}: `{' '.join(self.original.split())[:90]}` -> `{' '.join(self.replacement.split())[:90]}`"


class Finder(ast.NodeVisitor):
    """Collects the mutants of one file."""

    def __init__(self, file: str, source: bytes) -> None:
        self.file, self.source = file, source
        self.offsets = [0]
        for line in source.splitlines(keepends=True):
            self.offsets.append(self.offsets[-1] + len(line))
        self.found: list[Mutant] = []

    def span(self, node: Any) -> tuple[int, int]:
        """Byte positions of a node."""
        return self.offsets[node.lineno - 1] + node.col_offset, self.offsets[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: Any) -> str:
        """The source of a node."""
        start, stop = self.span(node)
        return self.source[start:stop].decode()

    def add(self, node: Any, kind: str, replacement: str, *, span: tuple[int, int] | None = None) -> None:
        """Note a mutant, if it still is Python."""
        start, stop = span or self.span(node)
        mutant = Mutant(self.file, node.lineno, node.end_lineno, kind, start, stop, replacement, self.source[start:stop].decode())
        try:
            ast.parse(mutant.apply(self.source))
        except SyntaxError:
            return
        self.found.append(mutant)

    # statements

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):  # a docstring
            return
        if not re.match(r"(await )?(self\.)?_?(logger|logging|log|warnings)\.", self.text(node)):
            self.add(node, "statement removed", "pass")
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        self.add(node, "raise removed", "pass")

    def visit_Assign(self, node: ast.Assign) -> None:
        if isinstance(node.targets[0], ast.Attribute | ast.Subscript):
            self.add(node, "assignment removed", "pass")
        if isinstance(node.targets[0], ast.Name) and node.targets[0].id.startswith("__"):
            return
        self.visit(node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.add(node, "assignment removed", "pass")
        self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
        self._annotation(node.annotation)

    def _annotation(self, node: ast.expr | None) -> None:
        """Constraints live in annotations: Annotated[str, Field(max_length=…)]."""
        for part in ast.walk(node) if node is not None else ():
            if isinstance(part, ast.Call):
                self.visit_Call(part)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None:
            if not isinstance(node.value, ast.Constant):
                self.add(node.value, "return value lost", "None")
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) == "TYPE_CHECKING":
            return
        self.add(node.test, "condition negated", f"not ({self.text(node.test)})")
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator)
        for argument in [*node.args.args, *node.args.kwonlyargs]:
            self._annotation(argument.annotation)
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        for statement in node.body:
            self.visit(statement)

    visit_AsyncFunctionDef = visit_FunctionDef  # type: ignore[assignment]

    # expressions

    def visit_Compare(self, node: ast.Compare) -> None:
        if len(node.ops) == 1 and (swapped := COMPARE.get(type(node.ops[0]))):
            self.add(node, "comparison", f"{self.text(node.left)} {swapped} {self.text(node.comparators[0])}")
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        word = " or " if isinstance(node.op, ast.And) else " and "
        self.add(node, "and/or", "(" + word.join(f"({self.text(value)})" for value in node.values) + ")")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self.add(node, "negation removed", f"({self.text(node.operand)})")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        swaps = {ast.Add: "-", ast.Sub: "+", ast.BitAnd: "|", ast.Mult: "+"}
        texts = any(isinstance(n, ast.Constant | ast.JoinedStr) and not isinstance(getattr(n, "value", ""), int) for n in (node.left, node.right))
        if (swapped := swaps.get(type(node.op))) and not texts:
            self.add(node, "operator", f"({self.text(node.left)} {swapped} {self.text(node.right)})")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.add(node, "constant", str(not node.value))
        elif isinstance(node.value, int):
            self.add(node, "constant", str(node.value + 1))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave texts alone."""

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.value.id == "HTTPStatus" and node.attr in STATUS:
            self.add(node, "status code", f"HTTPStatus.{STATUS[node.attr]}")
        elif isinstance(node.value, ast.Name) and node.value.id == "status" and (found := re.match(r"HTTP_(\d+)_", node.attr)):
            self.add(node, "status code", str({"201": 200, "204": 200, "404": 409, "409": 400, "401": 403, "403": 404}.get(found.group(1), 418)))
        else:
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func).split(".")[-1]
        if name == "dataclass":  # frozen, slots: no test of behaviour sees them
            return
        if isinstance(node.func, ast.Attribute) and name in {"asc", "desc"} and not node.args:
            start, stop = self.span(node)
            self.add(node, "sort direction", f"{self.text(node.func.value)}.{'asc' if name == 'desc' else 'desc'}()", span=(start, stop))
        for keyword in node.keywords:
            if keyword.arg in CONSTRAINTS | {"dependencies", "status_code"} and not (name == "_" or keyword.arg in DESCRIBES and name != "ConfigDict"):
                self._drop_keyword(node, keyword)
        for argument in node.args:
            self.visit(argument)
        for keyword in node.keywords:
            if keyword.arg not in DESCRIBES:
                self.visit(keyword.value)
        self.visit(node.func)

    def _drop_keyword(self, call: ast.Call, keyword: ast.keyword) -> None:
        start, stop = self.span(keyword)
        rest = self.source[stop:]
        if comma := re.match(rb"\s*,\s*", rest):
            stop += comma.end()
        kind = "dependency removed" if keyword.arg == "dependencies" else "argument removed"
        mutant = keyword
        if keyword.value is not None:
            self.add(mutant, kind, "", span=(start, stop))


def candidates(context: Context) -> list[Mutant]:
    """All mutants of the files that hold rules: resources, pagination, authentication."""
    found: list[Mutant] = []
    for path in context.project.sources(context.project.package):
        relative = path.relative_to(context.project.source)
        if not KEPT.search(str(relative)) and (path.stem in SKIPPED_FILES or SKIPPED_PARTS & set(relative.parts)):
            continue
        if path.stem == "__init__":
            continue
        source = path.read_bytes()
        finder = Finder(str(relative), source)
        finder.visit(ast.parse(source))
        found += finder.found
    unique = {(m.file, m.start, m.stop, m.replacement): m for m in found}
    return sorted(unique.values(), key=lambda m: (m.file, m.start, m.kind))


@dataclass
class Coverage:
    """Which tests run which lines."""

    tests: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    broad: set[tuple[str, int]] = field(default_factory=set)
    covered: set[tuple[str, int]] = field(default_factory=set)
    count: int = 0

    def of(self, mutant: Mutant) -> tuple[list[str], bool]:
        """The tests to run first, and whether all others may notice too."""
        lines = [(mutant.file, n) for n in range(mutant.line, mutant.end_line + 1)]
        wanted = set().union(*(self.tests.get(line, set()) for line in lines))
        return sorted(wanted), any(line in self.broad for line in lines) or not wanted


def measure(context: Context) -> Coverage:
    """Run the suite once and note which test runs which line."""
    environment, package = context.environment, context.project.package
    workspace = context.workspace("mutation-baseline", dotenv=False)
    text = (CONFIG / "coveragerc").read_text().replace("@PACKAGE@", package)
    text = text.replace("@CONCURRENCY@", "greenlet, thread" if environment.installed("greenlet") else "thread")
    (workspace / ".verify-coveragerc").write_text(text + "\n[json]\nshow_contexts = true\n")
    command: list[Any] = [
        environment.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", f"--cov={package}", "--cov-branch",
        "--cov-config=.verify-coveragerc", "--cov-context=test", "--cov-report=json:.verify-coverage.json", "--cov-fail-under=0",
        context.project.tests,
    ]  # fmt: skip
    done = run(command, cwd=workspace, env=environment.env(), timeout=900)
    if done.code:
        raise CannotRunError(f"the tests fail before any mutation: {done.tail()}")
    found = Coverage()
    names: set[str] = set()
    for file, item in json.loads((workspace / ".verify-coverage.json").read_text())["files"].items():
        for line, contexts in item["contexts"].items():
            key = (file, int(line))
            for entry in contexts:
                test, _, phase = entry.partition("|")
                if not test or phase != "run":  # at import, or in a fixture that many tests share
                    found.broad.add(key)
                if test:
                    found.tests.setdefault(key, set()).add(test)
                    names.add(test)
        found.covered |= {(file, n) for n in item["executed_lines"]}
    found.count = len(names)
    return found


class Worker:
    """A process that runs pytest over and over in its own copy of the project."""

    def __init__(self, context: Context, number: int) -> None:
        self.workspace = context.workspace(f"mutants-{number}", dotenv=False)
        self.base = context.scratch / f"mutants-tmp-{number}"
        self.log = context.scratch / f"mutants-{number}.log"
        env = context.environment.env(PYTHONDONTWRITEBYTECODE="1")
        self.process = subprocess.Popen(
            [str(context.environment.python), str(PROBES / "mutant_worker.py")], cwd=self.workspace, env=env,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        )  # fmt: skip
        CHILDREN.add(self.process)
        if not self._read().get("ready"):
            raise CannotRunError("the mutation worker does not start")

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return json.loads(line) if line else {}

    def pytest(self, tests: list[str], timeout: float) -> tuple[int, float]:
        """Exit status and seconds of one run."""
        assert self.process.stdin is not None
        arguments = [
            "-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-cov", "--tb=no", f"--basetemp={self.base}",
            "-W", "ignore::pytest.PytestAssertRewriteWarning", *tests,
        ]  # fmt: skip
        self.process.stdin.write(json.dumps({"args": arguments, "timeout": timeout, "log": str(self.log)}) + "\n")
        self.process.stdin.flush()
        answer = self._read()
        if not answer:
            raise CannotRunError("the mutation worker has ended")
        return answer["code"], answer["seconds"]

    def stop(self) -> None:
        """End the process."""
        end_group(self.process)
        CHILDREN.discard(self.process)


def mutation(context: Context) -> Result:
    """Kill a sample of mutants with the project's tests."""
    project, options = context.project, context.options
    minimum = project.limit("mutation", MIN_SCORE)
    wanted = options.mutation or 40
    result = Result("mutation", threshold=f"killed >= {minimum:g} %")
    everything = candidates(context)
    if not everything:
        raise CannotRunError("no code to mutate")
    sample = random.Random(options.seed).sample(everything, min(wanted, len(everything)))
    coverage = measure(context)
    workers = [Worker(context, number) for number in range(WORKERS)]
    try:
        baseline, full_seconds = workers[0].pytest([project.tests], 900)
        if baseline != 0:
            raise CannotRunError(f"the tests fail in the mutation worker without any mutant: {workers[0].log.read_text()[-800:]}")
        _kill(context, sample, coverage, workers, full_seconds)
    finally:
        for worker in workers:
            worker.stop()
    outcomes = Counter(m.outcome for m in sample)
    killed = outcomes["killed"] + outcomes["timeout"]
    score = 100 * killed / len(sample)
    survivors = [m for m in sample if m.outcome == "survived"]
    if score < minimum:
        result.fail(f"score {score:.0f} % < {minimum:g} %")
        result.failures += [f"survived: {m.describe()}" for m in survivors]
    kinds = Counter(m.kind for m in sample)
    result.figure = f"{killed} of {len(sample)} killed ({score:.0f} %), {len(everything)} possible, {outcomes['timeout']} by timeout"
    result.data = {
        "score": score, "possible": len(everything), "sample": len(sample), "by_kind": {k: [sum(m.kind == k and m.outcome != "survived" for m in sample), n] for k, n in kinds.items()},
        "survivors": [m.describe() for m in survivors], "uncovered": [m.describe() for m in survivors if (m.file, m.line) not in coverage.covered],
        "mutants": [vars(m) for m in sample],
    }  # fmt: skip
    for mutant in survivors:
        context.log(f"       survived {mutant.describe()}")
    return result.settle()


def _kill(context: Context, sample: list[Mutant], coverage: Coverage, workers: list[Worker], full_seconds: float) -> None:
    todo: queue.SimpleQueue[Mutant] = queue.SimpleQueue()
    for mutant in sample:
        todo.put(mutant)
    errors: list[Exception] = []

    def work(worker: Worker) -> None:
        while True:
            try:
                mutant = todo.get_nowait()
            except queue.Empty:
                return
            try:
                _judge(context, mutant, coverage, worker, full_seconds)
            except Exception as error:  # noqa: BLE001 - reported by the main thread
                errors.append(error)
                return

    threads = [threading.Thread(target=work, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def _judge(context: Context, mutant: Mutant, coverage: Coverage, worker: Worker, full_seconds: float) -> None:
    path = worker.workspace / mutant.file
    source = path.read_bytes()
    chosen, broad = coverage.of(mutant)
    started = time.monotonic()
    limit = full_seconds * 3 + 30
    path.write_bytes(mutant.apply(source))
    try:
        code = 0
        if chosen and len(chosen) < coverage.count * 0.9:
            code, _ = worker.pytest(chosen, limit)
            if code in {4, 5}:  # ids that pytest does not find again: run everything
                code, broad = 0, True
        else:
            broad = True
        if code == 0 and broad:
            code, _ = worker.pytest([context.project.tests], limit)
    finally:
        path.write_bytes(source)
    mutant.seconds = time.monotonic() - started
    mutant.outcome = "survived" if code == 0 else "timeout" if code == 124 else "killed"

