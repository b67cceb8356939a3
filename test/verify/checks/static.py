"""Checks that only read the source: format, lint, types, security, size."""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from .base import CONFIG, CannotRunError, Context, Result, Run, clean_env, plural, run

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_TEST_FUNCTION_LINES = 60
DUPLICATE_WINDOW = 8
MAX_DUPLICATE_PERCENT = 5.0
MARKER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|not implemented|implement (me|this)\b|your code here|placeholder", re.IGNORECASE)


def format_(context: Context) -> Result:
    """`ruff format --check` with the project's own line length."""
    result = Result("format", threshold="0 files to change")
    workspace = context.workspace("static")
    done = run([context.environment.tool("ruff"), "format", "--check", "--no-cache", "--output-format", "json", "."], cwd=workspace)
    found = _json_list(done)
    places = {str(Path(item["filename"]).resolve().relative_to(workspace.resolve())): item for item in found}
    for name, item in sorted(places.items()):
        result.fail(f"{name}:{item['location']['row']}: {item['message']}")
    files = len(context.project.sources())
    result.figure = f"{len(places)} of {plural(files, 'file')} differ"
    if not files:
        result.fail("no Python files")
    if bool(done.code) != bool(found):
        result.fail(f"ruff ends with {done.code}: {done.tail()}")
    return result.settle()


def _json_list(done: Run) -> list[dict[str, Any]]:
    """The JSON list that Ruff prints, after warnings if there are any."""
    start = re.search(r"^\[", done.output, re.MULTILINE)
    if start is None:
        raise CannotRunError(f"ruff: {done.tail()}")
    return json.JSONDecoder().raw_decode(done.output, start.start())[0]


def lint(context: Context) -> Result:
    """`ruff check` with the rule set in config/ruff.toml."""
    result = Result("lint", threshold="0 findings")
    workspace = context.workspace("static")
    length = context.project.pyproject.get("tool", {}).get("ruff", {}).get("line-length", 88)
    command = [
        context.environment.tool("ruff"), "check", "--no-cache", "--config", CONFIG / "ruff.toml",
        "--config", f"line-length={length if 79 <= length <= 120 else 100}", "--config", 'src=["."]',
        "--output-format", "json", ".",
    ]  # fmt: skip
    done = run(command, cwd=workspace)
    findings = _json_list(done)
    for item in findings:
        where = Path(item["filename"]).resolve().relative_to(workspace.resolve())
        result.fail(f"{where}:{item['location']['row']}: {item['code']} {item['message']}")
    ignores = sum(len(re.findall(r"#\s*noqa", p.read_text())) for p in context.project.sources())
    blanket = [p for p in context.project.sources() if re.search(r"#\s*(ruff:\s*noqa\s*$|flake8:\s*noqa)", p.read_text(), re.MULTILINE)]
    for path in blanket:
        result.fail(f"{path.relative_to(context.project.source)}: a whole file is excluded from linting")
    result.figure = f"{plural(len(findings), 'finding')}, {ignores} noqa"
    result.data = {"noqa": ignores}
    return result.settle()


def types(context: Context) -> Result:
    """Pyright in strict mode over the application and its tests."""
    result = Result("types", threshold="0 errors (strict)")
    project, environment = context.project, context.environment
    script = environment.pyright()
    workspace = context.workspace("types", dotenv=False)
    include = [p for p in (project.package, project.tests, "migrations", "alembic") if (workspace / p).exists()]
    settings = {
        "include": include, "exclude": ["**/node_modules", "**/__pycache__"], "typeCheckingMode": "strict",
        "pythonVersion": "3.11", "pythonPlatform": "Linux", "extraPaths": ["."],
    }  # fmt: skip
    (workspace / "pyrightconfig.json").write_text(json.dumps(settings))
    command = ["node", script, "-p", "pyrightconfig.json", "--pythonpath", environment.python, "--outputjson"]
    done = run(command, cwd=workspace, env=clean_env())
    if "{" not in done.output:
        raise CannotRunError(f"pyright: {done.tail()}")
    report = json.loads(done.output[done.output.index("{") : done.output.rindex("}") + 1])
    summary = report.get("summary", {})
    for item in report.get("generalDiagnostics", []):
        if item["severity"] != "error":
            continue
        where = Path(item["file"]).resolve()
        name = where.relative_to(workspace.resolve()) if where.is_relative_to(workspace.resolve()) else where
        message = item["message"].splitlines()[0]
        result.fail(f"{name}:{item['range']['start']['line'] + 1}: {message} [{item.get('rule', '')}]")
    if not summary.get("filesAnalyzed"):
        result.fail("no files were analysed")
    ignores = sum(len(re.findall(r"#\s*(?:type|pyright):\s*ignore", p.read_text())) for p in project.sources())
    result.figure = f"{summary.get('errorCount')} errors in {summary.get('filesAnalyzed')} files, {ignores} ignored"
    result.data = {"ignores": ignores, "warnings": summary.get("warningCount")}
    return result.settle()


def security(context: Context) -> Result:
    """Bandit, findings of medium severity or more, in everything but the tests."""
    result = Result("security", threshold="0 medium or worse")
    workspace = context.workspace("static")
    done = run(
        [context.environment.tool("bandit"), "-r", context.project.package, "-ll", "-f", "json", "-q"], cwd=workspace
    )
    if "{" not in done.output:
        raise CannotRunError(f"bandit: {done.tail()}")
    report = json.loads(done.output[done.output.index("{") : done.output.rindex("}") + 1])
    for item in report["results"]:
        result.fail(f"{item['filename'].removeprefix('./')}:{item['line_number']}: {item['test_id']} {item['issue_text']}")
    for item in report["errors"]:
        result.fail(f"{item['filename']}: {item['reason']}")
    lines = report["metrics"]["_totals"]["loc"]
    ignored = sum(len(re.findall(r"#\s*nosec", p.read_text())) for p in context.project.sources())
    result.figure = f"{plural(len(report['results']), 'finding')} in {lines} lines, {ignored} nosec"
    return result.settle()


# --- size and leftovers -------------------------------------------------------------------------


def size(context: Context) -> Result:
    """Long files and functions, repeated code, and everything that says "not finished"."""
    project = context.project
    max_file = int(project.limit("file_lines", MAX_FILE_LINES))
    max_function = int(project.limit("function_lines", MAX_FUNCTION_LINES))
    max_duplicate = project.limit("duplicate_percent", MAX_DUPLICATE_PERCENT)
    result = Result("size", threshold=f"file <= {max_file}, function <= {max_function}, repeated <= {max_duplicate:g} %")
    longest_file, longest_function, total, functions = (0, ""), (0, ""), 0, 0
    for path in project.sources():
        name = str(path.relative_to(project.source))
        text = path.read_text()
        count = len(text.splitlines())
        total += count
        tested = name.startswith(f"{project.tests}/")
        longest_file = max(longest_file, (count, name))
        # A migration is as long as its tables are many; the tools that write them make one file of a change.
        history = "migrations/" in name or "versions/" in name
        if count > max_file * (2 if tested else 1) and not history:
            result.fail(f"{name}: {count} lines")
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            result.fail(f"{name}:{error.lineno}: {error.msg}")
            continue
        _leftovers(result, name, text, tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            functions += 1
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if not tested and "migrations" not in name and "alembic" not in name:
                longest_function = max(longest_function, (length, f"{name}:{node.name}"))
            bound = MAX_TEST_FUNCTION_LINES if tested else max_function
            if length > bound and not history:
                result.fail(f"{name}:{node.lineno}: {node.name} has {length} lines")
    percent, repeats = _duplicates(context)
    if percent > max_duplicate:
        for repeat in repeats[:10]:
            result.fail(f"repeated code: {repeat}")
    if not any(project.source.glob("README*")):
        result.fail("no README")
    files = len(project.sources())
    result.figure = (
        f"{files} files, {total} lines, longest file {longest_file[0]}, longest function {longest_function[0]}, "
        f"repeated {percent:.1f} %"
    )
    result.data = {
        "files": files, "lines": total, "functions": functions, "longest_file": longest_file[1],
        "longest_function": longest_function[1], "repeated_percent": percent, "repeats": repeats,
    }  # fmt: skip
    return result.settle()


def _leftovers(result: Result, name: str, text: str, tree: ast.Module) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        if (found := MARKER.search(line)) and ("#" in line or '"""' in line) and not _in_code(line, found.start()):
            result.fail(f"{name}:{number}: {line.strip()[:100]}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and "NotImplemented" in ast.unparse(node):
            result.fail(f"{name}:{node.lineno}: raises NotImplementedError")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = [n for n in node.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) and isinstance(n.value.value, str))]
            empty = not body or all(
                isinstance(n, ast.Pass) or (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) and n.value.value is ...)
                for n in body
            )
            if empty and not _may_be_empty(node, tree):
                result.fail(f"{name}:{node.lineno}: {node.name} has no body")
        if isinstance(node, ast.ExceptHandler) and all(isinstance(n, ast.Pass) for n in node.body):
            result.fail(f"{name}:{node.lineno}: an exception is swallowed silently")


def _in_code(line: str, position: int) -> bool:
    """Whether the marker is part of code before any comment or docstring."""
    starts = [i for i in (line.find("#"), line.find('"""')) if i >= 0]
    return position < min(starts) if starts else True


def _may_be_empty(node: ast.FunctionDef | ast.AsyncFunctionDef, tree: ast.Module) -> bool:
    decorated = {ast.unparse(d).split(".")[-1] for d in node.decorator_list}
    if decorated & {"overload", "abstractmethod"}:
        return True
    for parent in ast.walk(tree):
        if isinstance(parent, ast.ClassDef) and node in parent.body:
            return any("Protocol" in ast.unparse(base) for base in parent.bases)
    return False


def _duplicates(context: Context) -> tuple[float, list[str]]:
    """How much of the application repeats: windows of equal lines, imports and blank lines aside."""
    windows: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    lines_of: dict[str, list[tuple[int, str]]] = {}
    for path in context.project.sources(context.project.package):
        name = str(path.relative_to(context.project.source))
        lines_of[name] = _significant(path.read_text())
        for start in range(len(lines_of[name]) - DUPLICATE_WINDOW + 1):
            window = tuple(text for _, text in lines_of[name][start : start + DUPLICATE_WINDOW])
            windows[window].append((name, start))
    repeated: set[tuple[str, int]] = set()
    reports: dict[tuple[str, str], str] = {}
    for window, places in windows.items():
        if len(places) < 2 or sum(len(line) for line in window) < 120:
            continue
        for name, start in places[1:]:
            repeated |= {(name, index) for index in range(start, start + DUPLICATE_WINDOW)}
        (first, at), (second, also) = places[0], places[1]
        reports.setdefault((first, second), f"{first}:{lines_of[first][at][0]} and {second}:{lines_of[second][also][0]}")
    total = sum(map(len, lines_of.values()))
    return (100 * len(repeated) / total if total else 0.0), list(reports.values())


def _significant(text: str) -> list[tuple[int, str]]:
    try:
        tree: Any = ast.parse(text)
    except SyntaxError:
        return []
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            skipped |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if number not in skipped and len(line.strip()) > 2 and not line.strip().startswith("#")
    ]
