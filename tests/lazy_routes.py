"""The addresses of pages are compiled when a test first builds one.

Werkzeug compiles all of them for every application, 520 of ours in 0.15 seconds; a thousand tests
have an application of their own, and build a handful.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

compile_now = Rule._compile_builder


def when_first_built(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    builder: Callable[..., tuple[str, str]] | None = None

    def build(of: Rule, **values: Any) -> tuple[str, str]:
        nonlocal builder
        builder = builder or compile_now(rule, append_unknown)
        return builder(of, **values)

    return build


Rule._compile_builder = when_first_built
