"""What the forms about notices say, as the values that the actions take."""

from datetime import datetime, time
from enum import StrEnum
from typing import TypeVar

from flask import request

from hall.clock import HALL_ZONE
from hall.errors import Malformed
from hall.notices.levels import Level
from hall.notices.model import NoticeKind
from hall.notices.publishing import NoticeSchedule
from hall.notices.schedule import Daypart, Days, Schedule
from hall.notices.writing import Draft
from hall.screens.queries import screen_by_id
from hall.unit_of_work import UnitOfWork

WordT = TypeVar("WordT", bound=StrEnum)


def word(kind: type[WordT], name: str, default: str = "") -> WordT:
    try:
        return kind(request.form.get(name, default))
    except ValueError:
        raise Malformed(field=name) from None


def number(name: str) -> int | None:
    """None where nothing was typed; 0, which no rule allows, where it was no number."""
    text = request.form.get(name, "").strip()
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def draft(kind: NoticeKind) -> Draft:
    form = request.form
    return Draft(
        kind=kind,
        title=form.get("title", ""),
        body=form.get("body", "").replace("\r\n", "\n"),
        category=form.get("category", ""),
        letterhead=form.get("letterhead", ""),
        paper_number=form.get("paper_number", ""),
        level=word(Level, "level", Level.ROTATION),
    )


def wanted(work: UnitOfWork) -> NoticeSchedule:
    screens = [screen_by_id(work.session, int(each)) for each in _ticked("screen")]
    schedule = Schedule(
        starts=_moment("starts_at") or work.now,
        ends=_moment("ends_at"),
        working_days=number("working_days"),
        weekdays=frozenset(map(int, _ticked("weekday"))),
        days=word(Days, "days", Days.EVERY),
        dayparts=_dayparts(request.form.get("dayparts", "")),
    )
    return NoticeSchedule(schedule, screens, number("every_months"))


def _ticked(name: str) -> list[str]:
    values = request.form.getlist(name)
    if not all(each.isascii() and each.isdigit() and len(each) < 10 for each in values):
        raise Malformed(field=name)
    return values


def _moment(name: str) -> datetime | None:
    """As the hall's clock shows it."""
    if not (text := request.form.get(name, "").strip()):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=HALL_ZONE)
    except ValueError:
        raise Malformed(field="moment") from None


def _dayparts(text: str) -> tuple[Daypart, ...]:
    parts = []
    for each in text.replace("，", " ").replace("：", ":").replace("—", "-").split():
        start, _, end = each.partition("-")
        try:
            parts.append(Daypart(_clock(start), _clock(end)))
        except ValueError:
            raise Malformed(field="dayparts", most=6) from None
    return tuple(parts)


def _clock(text: str) -> time:
    """8:30 is 08:30, and 24:00 the next midnight."""
    return time() if text == "24:00" else time.fromisoformat(text.rjust(5, "0"))
