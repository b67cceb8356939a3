"""Make a Python environment once: `make_environment.py CACHE NAME UV REQUIREMENTS CONSTRAINTS`.

Two runs may ask for the same environment at the same time: a lock, which the kernel drops with the process that holds
it, lets one of them build and the other wait. A mark is written last, so a build that was interrupted is done again.
Tells what it does on standard error, and prints the path of the interpreter.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".complete"


def say(text: str) -> None:
    """Show progress at once."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold `path` as a lock between processes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another run that makes the same environment")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def python_of(venv: Path) -> Path:
    """The interpreter of an environment."""
    return venv / "bin" / "python"


def new_venv(venv: Path) -> None:
    """Make an empty environment with pip."""
    shutil.rmtree(venv, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)


def tool_environment(cache: Path, requirement: str) -> Path:
    """An environment with uv alone."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    venv = cache / f"{requirement.replace('==', '-')}-python{version}"
    with locked(venv.with_name(venv.name + ".lock")):
        if not (venv / MARK).exists():
            say(f"installing {requirement}")
            new_venv(venv)
            subprocess.run([python_of(venv), "-m", "pip", "install", "--quiet", requirement], check=True)
            (venv / MARK).touch()
    return venv


def install(cache: Path, uv_requirement: str, venv: Path, requirements: Path, constraints: Path) -> None:
    """Install with uv, which takes seconds, or with pip where uv cannot."""
    arguments = ["install", "--quiet", "-r", str(requirements), "-c", str(constraints)]
    try:
        uv = tool_environment(cache, uv_requirement) / "bin" / "uv"
        # Compiled once, as pip does: not by every process that imports, where PYTHONDONTWRITEBYTECODE is set.
        subprocess.run([uv, "pip", *arguments, "--compile-bytecode", "--python", python_of(venv)], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"uv could not install ({error}); trying pip, which takes longer")
        subprocess.run([python_of(venv), "-m", "pip", *arguments], check=True)


def main(cache: Path, name: str, uv_requirement: str, requirements: Path, constraints: Path) -> None:
    """Make the environment unless it is there."""
    venv = cache / name
    with locked(cache / f"{name}.lock"):
        if not (venv / MARK).exists():
            count = sum(1 for line in requirements.read_text().splitlines() if line)
            say(f"making the Python environment {venv} ({count} requirements)")
            new_venv(venv)
            install(cache, uv_requirement, venv, requirements, constraints)
            (venv / MARK).touch()
    print(python_of(venv))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]), Path(sys.argv[5]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"`{' '.join(map(str, error.cmd))}` ended with {error.returncode}; is the package registry reachable?")
