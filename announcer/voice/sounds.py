"""One sound for each call: chime, the words, a pause, the words again; kept by its content."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

from announcer.voice import ogg
from announcer.voice.phrasing import Part, instead_of

PAUSE_SECONDS = 0.6
#: Between letter, number and window, for the letter would run into the first digit; the second
#: time there is more time for each.
FIRST_GAP_SECONDS, NEXT_GAP_SECONDS = 0.12, 0.26
CHIME = "chime"
#: As long as one may be asked for: also behind a long queue, each whole and once.
MOST_KEPT = 400


@dataclass(frozen=True, slots=True)
class Sound:
    """A finished sound: its bytes, how long they last, and whether they say anything."""

    name: str  # by its content
    file: bytes
    seconds: float
    spoken: bool


class Pack:
    """The folders in which clips are looked for: the hall's own before the program's."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def voices(self) -> list[str]:
        found = (path for folder in self._folders if folder.is_dir() for path in folder.iterdir())
        return sorted({path.name for path in found if path.is_dir()})

    def has(self, voice: str, part: Part) -> bool:
        return self._read(Path(voice) / f"{part.name}.opus") is not None

    def said(self, voice: str, parts: Sequence[Part]) -> list[ogg.Opus] | None:
        """All of it or nothing: half a call would send people to the wrong window."""
        clips: list[ogg.Opus] = []
        for part in parts:
            found = self._clips(voice, part)
            if found is None:
                return None
            clips += found
        return clips

    def _clips(self, voice: str, part: Part) -> list[ogg.Opus] | None:
        if (clip := self._read(Path(voice) / f"{part.name}.opus")) is not None:
            return [clip]
        others = instead_of(part)
        return self.said(voice, others) if others else None

    def chime(self) -> list[ogg.Opus]:
        clip = self._read(Path(f"{CHIME}.opus"))
        return [clip] if clip else []

    def _read(self, name: Path) -> ogg.Opus | None:
        """A damaged clip is as good as none: the next folder's is taken."""
        for folder in self._folders:
            try:
                return ogg.read((folder / name).read_bytes())
            except (OSError, ogg.NotOpus):
                continue
        return None


class Sounds:
    """Builds sounds from clips, and keeps the latest."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._kept: OrderedDict[str, Sound] = OrderedDict()
        self._lock = Lock()

    def build(self, parts: Sequence[Part], voices: Sequence[str], repeats: int) -> Sound:
        """The words in each of the voices that has them, in turn. Where none has, another one
        says them: a colleague may have recorded the first hundred numbers. Else the chime."""
        spoken = self._said_by(voices, parts) or self._said_by(self._pack.voices(), parts)[-1:]
        clips = [*self._pack.chime(), *_in_turn(spoken, repeats)]
        whole = ogg.joined(clips)
        return self._keep(ogg.write(whole), whole.seconds, spoken=bool(spoken))

    def plain(self, part: Part, voice: str) -> bytes | None:
        """The words alone, in this voice or in one that has them."""
        said = self._said_by([voice], [part]) or self._said_by(self._pack.voices(), [part])
        return ogg.write(ogg.joined(said[-1])) if said else None

    def _said_by(self, voices: Sequence[str], parts: Sequence[Part]) -> list[list[ogg.Opus]]:
        return [said for voice in voices if voice and (said := self._pack.said(voice, parts))]

    def _keep(self, file: bytes, seconds: float, *, spoken: bool) -> Sound:
        sound = Sound(sha256(file).hexdigest()[:32], file, seconds, spoken)
        with self._lock:
            self._kept[sound.name] = sound
            self._kept.move_to_end(sound.name)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return sound

    def find(self, name: str) -> Sound | None:
        with self._lock:
            return self._kept.get(name)


def _in_turn(spoken: Sequence[Sequence[ogg.Opus]], repeats: int) -> Iterator[ogg.Opus]:
    """Every voice once, then every voice with longer pauses."""
    for reading in range(repeats):
        for number, said in enumerate(spoken):
            if reading or number:
                yield ogg.silence(PAUSE_SECONDS)
            yield from _spaced(said, NEXT_GAP_SECONDS if reading else FIRST_GAP_SECONDS)


def _spaced(said: Sequence[ogg.Opus], gap_seconds: float) -> Iterator[ogg.Opus]:
    for number, clip in enumerate(said):
        if number:
            yield ogg.silence(gap_seconds)
        yield clip
