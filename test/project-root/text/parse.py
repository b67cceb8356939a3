"""Reads back what the text emitters print: a list of {format, text} as JSON on standard input, a list of values out."""

import io
import json
import shlex
import sys
import tomllib
from collections.abc import Callable
from typing import Any

import yaml
from dotenv import dotenv_values
from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKDOWN = MarkdownIt("commonmark").enable("table")


def inline_tokens(source: str) -> list[list[str]]:
    """The kinds and contents of what stands on the only line of a document."""
    blocks: list[Token] = MARKDOWN.parse(source)
    kinds = [token.type for token in blocks]
    return [kinds, *([child.type, child.content] for token in blocks for child in token.children or [])]


def table_cells(source: str) -> list[list[str]]:
    """The texts of the cells of a table, row by row."""
    rows: list[list[str]] = []
    for token in MARKDOWN.parse(source):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append("".join(child.content for child in token.children or []))
    return rows


READERS: dict[str, Callable[[str], Any]] = {
    "toml": lambda text: tomllib.loads(f"value = {text}")["value"],
    "yaml": lambda text: yaml.safe_load(f"value: {text}")["value"],
    "yaml-list": lambda text: yaml.safe_load(f"- {text}\n- end"),
    "env": lambda text: dotenv_values(stream=io.StringIO(text + "\nLAST=1\n"), interpolate=False),
    "shell": shlex.split,
    "markdown": inline_tokens,
    "toml-document": tomllib.loads,
    "yaml-document": yaml.safe_load,
    "env-document": lambda text: dotenv_values(stream=io.StringIO(text), interpolate=False),
    "table": table_cells,
}

json.dump([READERS[case["format"]](case["text"]) for case in json.load(sys.stdin)], sys.stdout)
