"""A screen's diary as its page tells it: moments in milliseconds, counted by the page's clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from hall.errors import Malformed
from hall.proof_of_play.intake import MOST_AT_ONCE, ReportedStretch
from hall.proof_of_play.model import ExposureKind
from web.json_body import typed

#: Milliseconds up to the year 2286; what is larger has nothing to do with a screen.
LARGEST = 10**13

Whole = Annotated[int, Meta(gt=-LARGEST, lt=LARGEST)]


class DiaryStretch(Struct, frozen=True, kw_only=True):
    what: ExposureKind
    number: Whole = 0
    notice: Whole = 0
    mark: str = ""
    start: Whole = field(name="from", default=0)
    end: Whole = field(name="to", default=0)
    shown: Whole = 0
    covered: Whole = 0
    times: Whole = 0

    def told(self, ahead: timedelta, now: datetime) -> ReportedStretch:
        """By the server's clock, which is so far ahead of the page's."""
        return ReportedStretch(
            number=self.number,
            what=self.what,
            notice_id=self.notice or None,
            mark=self.mark,
            starts_at=_moment(self.start) + ahead,
            ends_at=min(_moment(self.end) + ahead, now),  # the answer was under way for a moment
            shown_ms=self.shown,
            covered_ms=self.covered,
            times=self.times,
        )


class DiaryBody(Struct, frozen=True, kw_only=True):
    stretches: list[Any]  # each read by itself: one bad entry does not lose the others
    token: str = ""
    diary: str = ""
    now: Whole | None = None
    offset: Whole | None = None

    def ahead(self, now: datetime) -> timedelta | None:
        """How far our clock is ahead of the page's: from its own moment, or as it was told last.

        None for a page that never had an answer and is gone: nobody knows when that was.
        """
        if self.now is not None:
            return now - _moment(self.now)
        return None if self.offset is None else timedelta(milliseconds=self.offset)

    def sound_stretches(self) -> Iterator[DiaryStretch]:
        """One more than may be told at once, so that too many are refused and not cut off."""
        for stretch in self.stretches[: MOST_AT_ONCE + 1]:
            try:
                yield typed(stretch, DiaryStretch)
            except Malformed:
                continue


def _moment(milliseconds: int) -> datetime:
    """By whichever clock counted them."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
