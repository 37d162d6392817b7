"""From an uploaded file to what screens show: checked by its content, drawn anew, bounded.

Slow, so it happens before any work is begun; what it puts on the shelf is an orphan until a
notice refers to it.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hall.errors import UnusableFile
from hall.notices.model import Kind, NoticeFile
from hall.notices.storage import Shelf
from hall.notices.video import Unplayable, probe

MB = 1024 * 1024
LARGEST = {Kind.IMAGE: 30 * MB, Kind.PDF: 60 * MB, Kind.VIDEO: 400 * MB}
PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture, page or film on the shelf."""

    name: str
    width: int
    height: int
    seconds: float | None = None
    text: str = ""

    def as_file(self, position: int) -> NoticeFile:
        return NoticeFile(
            position=position,
            name=self.name,
            width=self.width,
            height=self.height,
            seconds=self.seconds,
            text=self.text,
        )


def receive(shelf: Shelf, kind: Kind, source: Path, bench: Path) -> list[Shown]:
    """Raises UnusableFile, with the reason, and then leaves nothing on the shelf."""
    size = source.stat().st_size
    if kind not in LARGEST:
        raise UnusableFile(reason="no_file_wanted")
    if not size:
        raise UnusableFile(reason="empty")
    if size > LARGEST[kind]:
        raise UnusableFile(reason="too_large", most=LARGEST[kind] // MB)
    if kind is Kind.VIDEO:
        return [_film(shelf, source, bench)]
    return _drawn(shelf, kind, source, bench)


def _film(shelf: Shelf, source: Path, bench: Path) -> Shown:
    try:
        film = probe(source)
    except Unplayable as why:
        raise UnusableFile(reason=why.reason) from None
    picture = film.picture
    name = shelf.keep(source.replace(bench / "film.mp4"))
    return Shown(name, picture.width, picture.height, film.seconds)


def _drawn(shelf: Shelf, kind: Kind, source: Path, bench: Path) -> list[Shown]:
    answer = _ask_the_workshop(kind, source, bench)
    if "refused" in answer:
        raise UnusableFile(reason=answer["refused"])
    return [
        Shown(shelf.keep(bench / page["file"]), page["width"], page["height"], text=page["text"])
        for page in answer["pages"]
    ]


def _ask_the_workshop(kind: Kind, source: Path, bench: Path) -> dict[str, Any]:
    """Its answer; a workshop that crashed, or took too long, found the file unusable."""
    order = [sys.executable, "-m", "hall.notices.workshop", str(kind), str(source), str(bench)]
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
