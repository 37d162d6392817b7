"""Public functions of the hall and its devices say what matters: units, order, what they refuse.

A docstring is read by whoever calls the function and does not open it; a refusal that it keeps
to itself becomes an error page nobody thought of.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGES = ("hall", "devices")
#: The rest are names that say everything: `is_empty`, `close`.
SHARE_WITH_DOCSTRING = 0.9

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Public(NamedTuple):
    """A function or method that other modules may call, and where it stands."""

    place: str
    node: Function

    @property
    def docstring(self) -> str:
        return ast.get_docstring(self.node) or ""


def public_functions() -> list[Public]:
    files = [file for name in PACKAGES for file in sorted((ROOT / name).rglob("*.py"))]
    return [
        Public(f"{file.relative_to(ROOT)}:{node.lineno} {name}", node)
        for file in files
        if "migrations" not in file.parts
        for name, node in functions_of(ast.parse(file.read_text("utf-8")).body)
    ]


def functions_of(body: list[ast.stmt]) -> Iterator[tuple[str, Function]]:
    for node in body:
        if not isinstance(node, ast.ClassDef | Function) or node.name.startswith("_"):
            continue
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{name}", inner) for name, inner in functions_of(node.body))
        else:
            yield node.name, node


def refusals_of(function: Function) -> set[str]:
    """The classes that its own body raises; what it passes on, and functions inside it, aside."""
    raised = [node.exc for node in own_nodes(function) if isinstance(node, ast.Raise) and node.exc]
    called = [node.func if isinstance(node, ast.Call) else node for node in raised]
    names = [node.attr if isinstance(node, ast.Attribute) else ast.unparse(node) for node in called]
    return {name for name in names if name.isidentifier() and name[0].isupper()}


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.ClassDef | ast.Lambda):
            yield child
            yield from own_nodes(child)


def test_nine_in_ten_public_functions_say_what_matters():
    functions = public_functions()
    bare = [function.place for function in functions if not function.docstring]
    share = 1 - len(bare) / len(functions)

    assert share >= SHARE_WITH_DOCSTRING, f"{share:.1%}; bare:\n" + "\n".join(bare)


def test_a_function_that_refuses_names_its_refusals():
    silent = [
        f"{function.place}: {name}"
        for function in public_functions()
        for name in sorted(refusals_of(function.node))
        if not re.search(rf"\b{name}\b", function.docstring)
    ]

    assert not silent, "not named in the docstring:\n" + "\n".join(silent)
