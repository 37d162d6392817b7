"""From an uploaded file to what screens show: checked by its content, bounded, and drawn anew
unless it is a film.

Slow, so it happens before any work is begun; what it puts on the shelf is an orphan until a
notice refers to it.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hall.errors import UnusableFile
from hall.notices import captions
from hall.notices.media_store import MediaStore
from hall.notices.model import NoticeFile, NoticeKind

MB = 1024 * 1024
LARGEST = {NoticeKind.IMAGE: 30 * MB, NoticeKind.PDF: 60 * MB, NoticeKind.VIDEO: 400 * MB}
LARGEST_OF_ALL = max(LARGEST.values())
PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture, page or film on the shelf."""

    name: str
    width: int
    height: int
    seconds: float | None = None
    text: str = ""
    has_sound: bool | None = None
    captions: str | None = None
    is_blank: bool | None = None
    cuts: list[int] | None = None
    letter_rows: int | None = None

    def as_file(self, position: int) -> NoticeFile:
        """A row of its own for the notice that shows it, at this place among its files."""
        return NoticeFile(
            position=position,
            name=self.name,
            width=self.width,
            height=self.height,
            seconds=self.seconds,
            text=self.text,
            has_sound=self.has_sound,
            captions=self.captions,
            is_blank=self.is_blank,
            cuts=self.cuts,
            letter_rows=self.letter_rows,
        )

    @classmethod
    def again(cls, file: NoticeFile) -> "Shown":
        """The same in another notice."""
        return cls(
            file.name,
            file.width,
            file.height,
            file.seconds,
            file.text,
            file.has_sound,
            file.captions,
            file.is_blank,
            file.cuts,
            file.letter_rows,
        )


@dataclass(frozen=True, slots=True)
class Captions:
    """On the shelf, and what they say."""

    name: str
    text: str


def receive(media_store: MediaStore, kind: NoticeKind, source: Path, bench: Path) -> list[Shown]:
    """Raises UnusableFile, with the reason, and then leaves nothing on the shelf."""
    size = source.stat().st_size
    if kind not in LARGEST:
        raise UnusableFile(reason="no_file_wanted")
    if not size:
        raise UnusableFile(reason="empty")
    if size > LARGEST[kind]:
        raise UnusableFile(reason="too_large", most=LARGEST[kind] // MB)
    answer = _ask_the_sandbox(kind, source, bench)
    if "refused" in answer:
        raise UnusableFile(reason=answer["refused"])
    if kind is NoticeKind.VIDEO:  # judged, and kept as it came
        source.replace(bench / answer["pages"][0]["file"])
    return [_shown(media_store, bench, page) for page in answer["pages"]]


def _shown(media_store: MediaStore, bench: Path, page: dict[str, Any]) -> Shown:
    name = media_store.keep(bench / page["file"])
    return Shown(
        name,
        page["width"],
        page["height"],
        page.get("seconds"),
        page.get("text", ""),
        page.get("has_sound"),
        is_blank=page.get("is_blank"),
        cuts=page.get("cuts"),
        letter_rows=page.get("letter_rows"),
    )


@dataclass(frozen=True, slots=True)
class LineMeasures:
    """Where a page may be cut, and how tall its letters are, in rows of it."""

    cuts: list[int]
    letter_rows: int | None


def measure_again(shown: Path) -> LineMeasures:
    """Of a picture or page on the shelf; one that cannot be read has no lines."""
    with TemporaryDirectory() as bench:
        answer = _ask_the_sandbox("lines", shown, Path(bench))
    (page,) = answer.get("pages", [{"cuts": [], "letter_rows": None}])
    return LineMeasures(page["cuts"], page["letter_rows"])


def receive_captions(media_store: MediaStore, content: bytes, film_seconds: float) -> Captions:
    """Raises UnusableFile, with the reason, and then leaves nothing on the shelf."""
    cues = captions.read(content, film_seconds)
    with media_store.workbench() as bench:
        (written := bench / "captions.vtt").write_bytes(captions.as_vtt(cues))
        return Captions(media_store.keep(written), captions.words(cues))


def logo_drawn_anew(content: bytes) -> bytes:
    """A PNG of the picture, of which nothing itself is kept. Raises UnusableFile."""
    with TemporaryDirectory() as folder:
        source, bench = Path(folder) / "upload", Path(folder)
        source.write_bytes(content)
        answer = _ask_the_sandbox("logo", source, bench)
        if "refused" in answer:
            raise UnusableFile(reason=answer["refused"])
        drawn = bench / str(answer["pages"][0]["file"])
        return drawn.read_bytes()


def _ask_the_sandbox(kind: str, source: Path, bench: Path) -> dict[str, Any]:
    """Its answer; a workshop that crashed, or took too long, found the file unusable."""
    order = [sys.executable, "-m", "hall.notices.media_sandbox", kind, str(source), str(bench)]
    try:
        done = subprocess.run(
            order,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"refused": "too_slow"}
    except (subprocess.CalledProcessError, ValueError):
        return {"refused": "broken"}
    return answer
