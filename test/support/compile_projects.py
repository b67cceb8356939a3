"""Compile every Python file below a folder, each text once, and print which are not Python, with the reason."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path


def main(folder: Path) -> None:
    """Compile them. Nothing is run."""
    warnings.simplefilter("error")
    seen: set[bytes] = set()
    for path in folder.rglob("*.py"):
        text = path.read_bytes()
        if text in seen:
            continue
        seen.add(text)
        try:
            compile(text, str(path), "exec", dont_inherit=True)
        except (SyntaxError, SyntaxWarning, ValueError) as error:
            print(f"{path}: {error}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
