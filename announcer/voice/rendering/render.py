"""Makes the clips that a folder lacks, one by one; interrupted, it goes on where it was."""

from collections.abc import Callable, Iterable
from pathlib import Path

from announcer.voice.phrasing import Part
from announcer.voice.rendering.clip import clip_of
from announcer.voice.rendering.kokoro import Kokoro
from announcer.voice.rendering.phonemes import mandarin, phonemes_of, speed_of
from hall.durable_files import write_whole

Progress = Callable[[int, int, Part], None]


class Renderer:
    """One voice of the engine, ready to speak. Raises NotInstalled."""

    def __init__(self, voice: str, styles: Path) -> None:
        self._engine = Kokoro.open(voice, styles)
        self._read = mandarin()

    def clip(self, part: Part) -> bytes:
        sound = self._engine.say(phonemes_of(part, self._read), speed_of(part))
        return clip_of(sound)


def missing(parts: Iterable[Part], folder: Path) -> list[Part]:
    return [part for part in parts if not (folder / f"{part.name}.opus").exists()]


def render(renderer: Renderer, parts: Iterable[Part], folder: Path, tell: Progress) -> int:
    """Returns how many were made."""
    wanted = missing(parts, folder)
    folder.mkdir(parents=True, exist_ok=True)
    for done, part in enumerate(wanted, start=1):
        keep(folder / f"{part.name}.opus", renderer.clip(part))
        tell(done, len(wanted), part)
    return len(wanted)


def keep(file: Path, clip: bytes) -> None:
    """Whole or not at all: half a clip, left by a power cut, would be played for years."""
    write_whole(file, clip)
