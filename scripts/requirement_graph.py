"""Which pinned package needs which others: run it with the Python of an environment that has all of them.

    PYTHON scripts/requirement_graph.py > src/project/requirements.json

Constraints files of generated projects hold what their dependencies need and nothing else, which this graph tells
without a resolver. It has what is needed on any supported Python, on Linux, macOS and Windows.
"""

import json
import sys
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from pathlib import Path
from typing import cast

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EXTRAS = (
    "limits[async-redis]",
    "psycopg[binary]",
    "pwdlib[argon2]",
    "pydantic[email]",
    "pyjwt[crypto]",
    "sqlalchemy[asyncio]",
    "tortoise-orm[asyncpg]",
)
# Packages that are not installed to run generated projects, because they come from another registry.
ELSEWHERE = {"pyright": ["nodeenv", "typing-extensions"]}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows"))


def needed(requirement: Requirement, extra: str) -> bool:
    """Whether any supported platform needs it."""
    if requirement.marker is None:
        return not extra
    environments = [
        {
            "python_version": python,
            "python_full_version": f"{python}.9",
            "sys_platform": platform,
            "platform_system": system,
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "extra": extra,
        }
        for python, (platform, system) in product(PYTHONS, PLATFORMS)
    ]
    without = any(requirement.marker.evaluate(each | {"extra": ""}) for each in environments)
    return any(requirement.marker.evaluate(each) for each in environments) and (not extra or not without)


def requirements(package: str, extra: str = "") -> list[str]:
    """The canonical names of what a package, or an extra of it, needs."""
    found = [Requirement(line) for line in requires(package) or []]
    return sorted({canonicalize_name(each.name) for each in found if needed(each, extra)})


def main(pins: dict[str, str]) -> None:
    """Print the graph of the pinned packages."""
    graph: dict[str, list[str]] = {}
    for package in pins:
        try:
            graph[package] = requirements(package)
        except PackageNotFoundError:
            print(f"{package} is not installed here", file=sys.stderr)
            graph[package] = ELSEWHERE.get(package, [])
    for name in EXTRAS:
        package, extra = name.removesuffix("]").split("[")
        graph[name] = [package, *requirements(package, extra)]
    graph = {name: [need for need in graph[name] if need in pins] for name in sorted(graph) if graph[name]}
    lines = [f"  {json.dumps(name)}: {json.dumps(needs)}" for name, needs in graph.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    versions = Path(__file__).parent.parent / "src" / "project" / "versions.json"
    main(cast("dict[str, str]", json.loads(versions.read_text())))
