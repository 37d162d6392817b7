"""Touches that the server has not taken up yet, one file each: they survive a power cut here."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time
from uuid import uuid4

from hall.durable_files import write_whole
from hall.machines import Touch

log = logging.getLogger(__name__)

MOST_KEPT = 10_000  # weeks of touches; a lost server must not fill the disk


@dataclass(frozen=True, slots=True)
class SpooledTouch:
    key: str
    touch: Touch
    mark: str | None
    at: float  # by this computer's clock: only how long ago it was is told

    @property
    def age_seconds(self) -> float:
        """How long ago it was; never negative, even when the clock was put back."""
        return max(0.0, time() - self.at)


class TouchSpool:
    def __init__(self, folder: Path, now: Callable[[], float] = time) -> None:
        self._folder = folder
        self._now = now
        self._folder.mkdir(parents=True, exist_ok=True)

    def keep(self, touch: Touch, mark: str | None) -> None:
        """On disk, whole or not at all, before anything else is done with it."""
        key, at = uuid4().hex, self._now()
        content = {"page": touch.page, "score": touch.score, "mark": mark, "at": at}
        file = self._folder / f"{int(at * 1000):015}-{key}.touch"
        write_whole(file, json.dumps(content).encode())
        for old in self._files()[:-MOST_KEPT]:
            old.unlink(missing_ok=True)

    def pending(self) -> Iterator[SpooledTouch]:
        """Oldest first. Raises OSError at the end if one of them cannot be read."""
        unreadable = None
        for file in self._files():
            try:
                kept = json.loads(file.read_text())
                touch = Touch(kept["page"], kept["score"])
                yield SpooledTouch(file.stem.split("-")[1], touch, kept["mark"], kept["at"])
            except OSError as error:
                unreadable = error  # just now; the touches behind it need not wait
            except (ValueError, LookupError, TypeError):
                log.warning("%s was written by no version of ours and is thrown away", file)
                file.unlink(missing_ok=True)
        if unreadable:
            raise unreadable

    def done(self, key: str) -> None:
        """Throw it away: the server has taken it up, or refused it for good."""
        for file in self._folder.glob(f"*-{key}.touch"):
            file.unlink(missing_ok=True)

    def set_aside(self, key: str) -> None:
        """Never sent again, and not thrown away."""
        for file in self._folder.glob(f"*-{key}.touch"):
            file.replace(file.with_suffix(".refused"))
        for old in sorted(self._folder.glob("*.refused"))[:-MOST_KEPT]:
            old.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.touch"))
