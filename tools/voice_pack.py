"""Renders one voice of the pack into static/voice/, with everything pinned and checked.

    python -m tools.voice_pack zm_yunjian

Installs the engine into build/voice/, apart from the environment of the program, which has no
model. Takes about twenty minutes of one core; interrupted, it goes on where it was.
"""

import subprocess
import sys
from pathlib import Path

from tools.voice_engine import ROOT, fetch_styles, install_packages

WORK = ROOT / "build" / "voice"
#: Runs with the engine's own Python; VOICE STYLES FOLDER [MOST], the clips to be made at most.
RENDER = """
import sys
from itertools import islice
from pathlib import Path
from announcer.voice.rendering.render import Renderer, missing, render
from announcer.voice.phrasing import every_part
voice, styles, folder, most = sys.argv[1:]
tell = lambda done, wanted, part: print(f"{done} / {wanted}  {part.name}", flush=True)
parts = islice(missing(every_part(), Path(folder)), int(most) if most else None)
render(Renderer(voice, Path(styles)), parts, Path(folder), tell)
"""


def engine() -> Path:
    python = WORK / "venv" / "bin" / "python"
    if not (WORK / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        install_packages(python)
        (WORK / "installed").touch()
    return python


def main(voice: str, most: str = "") -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    python = engine()
    fetch_styles(WORK / "voices")
    folder = ROOT / "static" / "voice" / voice
    subprocess.run(
        [python, "-c", RENDER, voice, WORK / "voices", folder, most], check=True, cwd=ROOT
    )


if __name__ == "__main__":
    main(*sys.argv[1:3])
