"""Copies the editor's modules from node_modules/ to static/vendor/prosemirror/, a file a package.

Browsers find modules by addresses and not by the names of packages, so each
``from "prosemirror-model"`` becomes ``from "./prosemirror-model.js"``; nothing else is changed, and
no bundler is needed (ADR 0022). Beside each lies where the checker of types finds its types.
"""

import json
import re
import shutil
from pathlib import Path

NODE_MODULES = Path("node_modules")
VENDOR = Path("static/vendor/prosemirror")
#: What our own script imports; what these need comes along.
BEGIN = (
    *("prosemirror-commands", "prosemirror-history", "prosemirror-keymap", "prosemirror-model"),
    *("prosemirror-schema-list", "prosemirror-state", "prosemirror-tables", "prosemirror-view"),
)
IMPORT = re.compile(r"""(?<=\bfrom )(["'])([a-z][\w-]*)\1""")


def main() -> None:
    """Build beside, then rename: an interruption leaves nothing that looks complete."""
    part = VENDOR.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    wanted, done = list(BEGIN), set[str]()
    while wanted:
        package = wanted.pop()
        if package not in done:
            done.add(package)
            text = module_of(NODE_MODULES / package).read_text("utf-8")
            wanted += [name for _quote, name in IMPORT.findall(text)]
            (part / f"{package}.js").write_text(with_addresses(text), "utf-8")
            (part / f"{package}.d.ts").write_text(f'export * from "{package}";\n', "utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    part.rename(VENDOR)


def module_of(package: Path) -> Path:
    """Its one file for browsers."""
    told = json.loads((package / "package.json").read_text("utf-8"))
    return package / str(told["module"])


def with_addresses(text: str) -> str:
    """Its imports, from the files beside it."""
    return IMPORT.sub(r'"./\2.js"', text)


if __name__ == "__main__":
    main()
