"""Makes .venv, or mends it: ``python3 tools/make_venv.py .venv``.

Runs under whatever Python the machine has, to say in one sentence what is missing; so nothing
here may need more than the standard library, or a language younger than Python 3.7.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

OLDEST = (3, 11)

#: Lies in the environment while pip works on it. Found later, it tells of an interruption.
BUSY = ".busy"


def main(folder: Path) -> None:
    if usable(folder):
        return
    missing = what_is_missing()
    if missing:
        sys.exit(missing)
    print("正在建立 Python 环境…", flush=True)
    venv.create(folder, clear=True, with_pip=True, symlinks=True)


def usable(folder: Path) -> bool:
    """Whole, of this place (a moved checkout keeps the old path inside), and new enough."""
    python = folder / "bin" / "python"
    if (folder / BUSY).exists() or not python.exists():
        return False
    new_enough = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return _answer(python, "-c", new_enough) is not None and str(folder) in (
        _answer(folder / "bin" / "pip", "--version") or ""
    )


def what_is_missing() -> str | None:
    if sys.version_info < OLDEST:
        return (
            f"需要 Python 3.11 或更新版本，这台机器的 python3 是 {sys.version.split()[0]}；"
            "请先安装（Debian 12：sudo apt-get install python3 python3-venv），"
            "或指明另一个：make run PYTHON=python3.11。"
        )
    if find_spec("ensurepip") is None:
        return "缺少 python3-venv，请先运行：sudo apt-get install python3-venv"
    return None


def _answer(*command: str | Path) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
