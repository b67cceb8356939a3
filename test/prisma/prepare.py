"""Install the tools of Prisma projects once: `prepare.py CACHE`.

Prisma downloads its engines from a host of its own. Here package registries suffice: a query engine in WebAssembly, and
command lines that need no engine. What is installed is kept under a hash of its sources. Prints the folder, and the
variables with which Prisma takes what is in it, as JSON.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = ("engine", "generate-cli", "schema-cli")
NPM = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
MARK = ".complete"


def sources() -> list[Path]:
    """The files that are installed."""
    found = (path for part in PARTS for path in (HERE / part).rglob("*"))
    return sorted(path for path in found if path.is_file() and "node_modules" not in path.parts)


def digest() -> str:
    """A short name for exactly these sources."""
    parts = [str(path.relative_to(HERE)).encode() + b"\0" + path.read_bytes() for path in sources()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def environment(folder: Path) -> dict[str, str]:
    """Variables that name the stand-ins to the client, to its command line, and to that for migrations."""
    stub = str(folder / "engine" / "stub-engine")
    return {
        "PRISMA_BINARY_CACHE_DIR": str(folder / "generate-cli"),
        "PRISMA_QUERY_ENGINE_BINARY": str(folder / "engine" / "query-engine.mjs"),
        "PRISMA_QUERY_ENGINE_LIBRARY": stub,
        "PRISMA_SCHEMA_ENGINE_BINARY": stub,
        "PRISMA_HIDE_UPDATE_MESSAGE": "1",
        "CHECKPOINT_DISABLE": "1",
    }


def main(cache: Path) -> None:
    """Install the tools unless they are there. A run that asks for them meanwhile waits."""
    folder = cache / f"prisma-{digest()}"
    cache.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / MARK).exists():
            print("installing the tools of Prisma projects", file=sys.stderr, flush=True)
            shutil.rmtree(folder, ignore_errors=True)
            for path in sources():
                copy = folder / path.relative_to(HERE)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)
            for part in PARTS:
                subprocess.run(NPM, cwd=folder / part, check=True, stdout=sys.stderr)
            (folder / MARK).touch()
    print(json.dumps({"folder": str(folder), "env": environment(folder)}))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"`{' '.join(error.cmd)}` ended with {error.returncode}; is the package registry reachable?")
