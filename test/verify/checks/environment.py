"""The tools and the project's dependencies, each in a cached virtual environment."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .base import CONFIG, HERE, CannotRunError, Context, Result, clean_env, locked, plural, run
from .project import Project

EXTRAS = ("dev", "test", "tests", "testing", "postgres", "postgresql", "asyncpg", "psycopg")
PRISMA = HERE.parent / "prisma"


def cache_root() -> Path:
    """Where virtual environments are kept between runs."""
    given = os.environ.get("FASTAPI_VERIFY_CACHE")
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(given).resolve() if given else base / "fastapi-verify"


def digest(*parts: str) -> str:
    """A short name for exactly these texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


@dataclass
class Environment:
    """Where to find the programs that checks run."""

    tools: Path
    venv: Path
    npm: Path
    home: Path
    extra_env: dict[str, str] = field(default_factory=dict)

    def tool(self, name: str) -> Path:
        """One of our own tools."""
        return self.tools / "bin" / name

    def pyright(self) -> Path:
        """The command line of Pyright, for node."""
        script = self.npm / "node_modules" / "pyright" / "index.js"
        if not script.exists():
            raise CannotRunError("pyright is not installed: node and npm are needed")
        return script

    @property
    def python(self) -> Path:
        """The interpreter that has the project's dependencies."""
        return self.venv / "bin" / "python"

    def env(self, **more: str) -> dict[str, str]:
        """The environment in which the project's own commands run."""
        env = clean_env()
        env["PATH"] = f"{self.venv / 'bin'}{os.pathsep}{self.tools / 'bin'}{os.pathsep}{env['PATH']}"
        env["VIRTUAL_ENV"] = str(self.venv)
        return env | self.extra_env | more

    def installed(self, module: str) -> bool:
        """Whether the project's environment has a module."""
        return any(self.venv.glob(f"lib/python*/site-packages/{module}"))


def prepare_tools() -> Environment:
    """Install the tools, once for each version of the requirements."""
    root = cache_root()
    requirements = CONFIG / "requirements.txt"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    tools = root / f"tools-{digest(requirements.read_text(), version)}"
    with locked(root / "tools.lock"):
        if not (tools / ".complete").exists():
            shutil.rmtree(tools, ignore_errors=True)
            step([sys.executable, "-m", "venv", tools], root, "create a virtual environment")
            step([tools / "bin" / "python", "-m", "pip", "install", "-q", "-r", requirements], root, "install the tools")
            (tools / ".complete").touch()
    return Environment(tools, tools, _node_modules(root), root)


def _node_modules(root: Path) -> Path:
    """The directory whose `node_modules` has Pyright: one above this file with the pinned version, or one of our own."""
    pinned = json.loads((CONFIG / "package.json").read_text())["dependencies"]["pyright"]
    for above in HERE.parents:
        manifest = above / "node_modules" / "pyright" / "package.json"
        if manifest.is_file() and json.loads(manifest.read_text())["version"] == pinned:
            return above
    npm = root / f"npm-{digest((CONFIG / 'package.json').read_text())}"
    with locked(root / "tools.lock"):
        if shutil.which("npm") and not (npm / ".complete").exists():
            shutil.rmtree(npm, ignore_errors=True)
            npm.mkdir(parents=True)
            shutil.copy(CONFIG / "package.json", npm)
            step(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], npm, "npm install")
            (npm / ".complete").touch()
    return npm


def step(command: list[Any], cwd: Path, what: str) -> None:
    """Run a command that must succeed."""
    done = run(command, cwd=cwd, env=clean_env(install=True), timeout=900)
    if done.code:
        raise CannotRunError(f"{what}: {done.tail()}")


def dependency_lists(project: Project) -> dict[str, Any]:
    """Everything that decides which packages the project gets."""
    table = project.pyproject.get("project", {})
    extras = {k: v for k, v in table.get("optional-dependencies", {}).items() if k in EXTRAS}
    groups = {k: v for k, v in project.pyproject.get("dependency-groups", {}).items() if k in EXTRAS}
    files = {}
    for pattern in ("constraints*.txt", "requirements*.txt", "requirements/*.txt", "prisma/*.prisma"):
        files |= {str(p.relative_to(project.source)): p.read_text() for p in project.source.glob(pattern)}
    return {"dependencies": table.get("dependencies", []), "extras": extras, "groups": groups, "files": files}


def install(context: Context) -> Result:
    """Resolve and install what the project asks for, and build the project itself."""
    result = Result("install", threshold="resolves, installs, builds")
    project, environment, root = context.project, context.environment, cache_root()
    lists = dependency_lists(project)
    plugins = (CONFIG / "requirements-project.txt").read_text()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    key = digest(json.dumps(lists, sort_keys=True), plugins, version)
    venv = Path(context.options.venv).resolve() if context.options.venv else root / f"project-{key}"
    environment.venv = venv
    prisma_env = _prisma_env() if project.orm == "prisma" else {}
    started = time.monotonic()
    with locked(root / f"{venv.name}.lock"):
        mark = venv / ".verify-complete"
        cached = mark.exists() and mark.read_text() == key
        if not cached:
            _create(context, venv, lists)
            if prisma_env:
                _generate_prisma(context, prisma_env)
            mark.write_text(key)
    environment.extra_env |= prisma_env
    uv = environment.tool("uv")
    listed = run([uv, "pip", "list", "--format", "json", "--python", environment.python], cwd=project.source)
    packages = len(json.loads(listed.output[listed.output.index("[") :])) if "[" in listed.output else 0
    consistent = run([uv, "pip", "check", "--python", environment.python], cwd=project.source)
    if consistent.code:
        result.fail(f"pip check: {consistent.tail()}")
    _build(context, result)
    count = len(lists["dependencies"]) + sum(map(len, lists["extras"].values())) + sum(map(len, lists["groups"].values()))
    if not count and not lists["files"]:
        result.fail("no dependencies in pyproject.toml and no requirements file")
    how = "cached" if cached else f"{time.monotonic() - started:.0f} s"
    result.figure = f"{plural(count, 'requirement')}, {packages} packages ({how})"
    result.data = {"venv": str(venv), "packages": packages, "cached": cached}
    return result.settle()


def _create(context: Context, venv: Path, lists: dict[str, Any]) -> None:
    project, uv = context.project, context.environment.tool("uv")
    given = bool(context.options.venv)
    if not given:
        shutil.rmtree(venv, ignore_errors=True)
    if not (venv / "bin" / "python").exists():
        step([uv, "venv", "-q", "--python", sys.executable, venv], project.source, "create a virtual environment")
    command: list[Any] = [uv, "pip", "install", "-q", "--python", venv / "bin" / "python"]
    wanted: list[Any] = []
    if lists["dependencies"] or lists["extras"] or lists["groups"]:
        wanted += ["-r", "pyproject.toml"]
        wanted += [part for name in lists["extras"] for part in ("--extra", name)]
        wanted += [part for name in lists["groups"] for part in ("--group", name)]
    else:
        wanted += [part for name in lists["files"] if re.search(r"requirements[^/]*\.txt$", name) for part in ("-r", name)]
    for name in lists["files"]:
        if Path(name).name.startswith("constraints"):
            wanted += ["-c", name]
    if wanted:
        step([*command, *wanted], project.source, "install the project's dependencies")
    # Plug-ins of this tool: only what the project does not bring itself.
    listed = run([uv, "pip", "list", "--format", "json", "--python", venv / "bin" / "python"], cwd=project.source)
    present = {p["name"].lower() for p in json.loads(listed.output[listed.output.index("[") :])}
    missing = [
        line for line in (CONFIG / "requirements-project.txt").read_text().splitlines()
        if line and not line.startswith("#") and line.split("==")[0] not in present
    ]  # fmt: skip
    if missing:
        step([*command, *missing], project.source, "install the plug-ins of verify")


def _build(context: Context, result: Result) -> None:
    """Build the wheel when the README tells users to install the project."""
    project = context.project
    if "build-system" not in project.pyproject and not re.search(r"pip install (-e )?['\"]?\.", project.readme):
        return
    target = context.scratch / "wheel"
    workspace = context.workspace("build", dotenv=False)
    built = run(
        [context.environment.tool("uv"), "build", "-q", "--wheel", "--out-dir", target, "--python", sys.executable],
        cwd=workspace, env=clean_env(install=True) | {"PATH": os.environ["PATH"]},
    )  # fmt: skip
    if built.code:
        result.fail(f"the project does not build: {built.tail()}")


# --- Prisma: its engines are downloads from outside the registries; others stand in for them ---


def _prisma_env() -> dict[str, str]:
    script = PRISMA / "prepare.py"
    if not script.is_file():
        raise CannotRunError(f"Prisma projects need {script}, which is not there")
    done = run([sys.executable, script, cache_root()], cwd=cache_root(), env=clean_env(install=True), timeout=900)
    if done.code:
        raise CannotRunError(f"install the tools of Prisma: {done.tail()}")
    tools = json.loads(done.output[done.output.rindex('{"folder"') :])
    return tools["env"] | {"PRISMA_TOOLS": tools["folder"]}


def _generate_prisma(context: Context, prisma_env: dict[str, str]) -> None:
    environment = context.environment
    env = environment.env(**prisma_env, DATABASE_URL="file:./unused.db")
    done = run([environment.venv / "bin" / "prisma", "generate"], cwd=context.workspace("generate"), env=env)
    if done.code:
        raise CannotRunError(f"prisma generate: {done.tail()}")
