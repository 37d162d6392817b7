"""Lints what the pages are made of: ``make lint-pages``, which ``make check`` calls.

Scripts: ESLint, Prettier and TypeScript's checker of the JSDoc types. Style sheets: Stylelint.
Templates: djLint. package.json and pyproject.toml name them; their settings lie at the root.
"""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from tools.node import find_node

ROOT = Path(__file__).parents[1]
SCRIPTS = ["static/js", "tests/static", "eslint.config.js", "stylelint.config.js"]
TEMPLATES = ["counter", "display", "kiosk", "web", "office", "timeclock", "me"]

NODE_MODULES = ROOT / "node_modules"
ESLINT = NODE_MODULES / "eslint/bin/eslint.js"
PRETTIER = NODE_MODULES / "prettier/bin/prettier.cjs"
STYLELINT = NODE_MODULES / "stylelint/bin/stylelint.mjs"
TSC = NODE_MODULES / "typescript/bin/tsc"

Command = list[str | Path]


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", choices=["scripts", "styles", "templates"])
    what = parser.parse_args().what or ["scripts", "styles", "templates"]
    found = {"scripts": scripts, "styles": styles, "templates": templates}
    # All of them, whatever the first one found: one run tells everything there is to mend.
    failed = [_fails(command) for kind in what for command in found[kind]()]
    return int(any(failed))


def scripts() -> list[Command]:
    """The commands that check static/js and its tests."""
    return [
        [_node(), ESLINT, *SCRIPTS],
        [_node(), PRETTIER, "--check", "--log-level", "warn", *SCRIPTS],
        [_node(), TSC, "--project", "tsconfig.json"],
    ]


def styles() -> list[Command]:
    """The commands that check static/css."""
    return [[_node(), STYLELINT, "static/css/**/*.css"]]


def templates() -> list[Command]:
    """The commands that check the rooms' templates."""
    return [[sys.executable, "-m", "djlint", "--lint", "--quiet", *TEMPLATES]]


def _fails(command: Sequence[str | Path]) -> bool:
    return subprocess.run(command, cwd=ROOT, check=False).returncode != 0


def _node() -> str:
    node = find_node()
    if node is None or not ESLINT.exists():
        sys.exit("还没有检查页面的工具，请先运行：make ready-test")
    return node


if __name__ == "__main__":
    sys.exit(main())
