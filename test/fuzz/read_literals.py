"""Read modules, one JSON object a line, and say what their literals hold."""

import ast
import json
import sys
from typing import Any


def problems_of(tree: ast.Module, text: str) -> list[str]:
    """Compare the literals of a module with the text that they were made of."""
    match tree.body:
        case [ast.Expr(), ast.ClassDef(body=[ast.Expr(), *assignments])]:
            pass
        case _:
            return [f"the module holds {ast.dump(tree)[:300]}"]
    values = {a.targets[0].id: a.value for a in assignments if isinstance(a, ast.Assign)}  # type: ignore[attr-defined]
    if list(values) != ["plain", "argument", "template", "pattern", "data"] or len(values) != len(assignments):
        return [f"the class holds {list(values)}"]
    names: dict[str, Any] = {"value": "VALUE", "values": {"key": "KEY"}, "call": lambda *a, **k: (a, k)}
    expected: dict[str, Any] = {
        "plain": text,
        "argument": ((text,), {"key": text}),
        "template": f"{text}VALUE{text}KEY{text}",
        "pattern": text,
        "data": {text: [text, None, {"nested": text}]},
    }
    problems = []
    for name, node in values.items():
        code = compile(ast.Expression(node), "hostile.py", "eval")
        found = eval(code, {"__builtins__": {}}, names)  # noqa: S307
        if found != expected[name]:
            problems.append(f"{name} is {found!r}")
    return problems


def main() -> None:
    """Answer every line of the standard input."""
    for line in sys.stdin:
        sample = json.loads(line)
        try:
            tree = ast.parse(sample["source"])
            problems = problems_of(tree, sample["text"])
            documented = [node for node in (tree, *tree.body[1:2]) if isinstance(node, ast.Module | ast.ClassDef)]
            docstrings = [ast.get_docstring(node, clean=False) or "" for node in documented]
        except (SyntaxError, ValueError) as error:
            problems, docstrings = [f"Python cannot read it: {error!r}"], []
        print(json.dumps({"problems": problems, "docstrings": docstrings}))


main()
