"""What a screen shows in the course of a day. Pure: the screens' own rule, change by change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hall.notices.model import Notice
from hall.notices.playing import what_plays
from hall.notices.schedule import WorkingDayCalendar

#: A day with more changes than this is cut short; the screens are not.
MOST_CHANGES = 48


@dataclass(frozen=True, slots=True)
class ScreenMoment:
    at: datetime
    notices: Sequence[Notice]


def course(
    meant: Sequence[Notice], start: datetime, end: datetime, calendar: WorkingDayCalendar
) -> list[ScreenMoment]:
    """From when on which notices play; a moment at which nothing really changes is left out."""
    scenes: list[ScreenMoment] = []
    at: datetime | None = start
    while at is not None and at < end and len(scenes) < MOST_CHANGES:
        playing = what_plays(meant, at, calendar)
        if not scenes or scenes[-1].notices != playing.notices:
            scenes.append(ScreenMoment(at, playing.notices))
        at = playing.until
    return scenes
