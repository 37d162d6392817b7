"""Judged days of the attendance, as programs read them."""

from datetime import date
from typing import Annotated, Self

from msgspec import Meta, Struct

from api.answers import Count, Moment, moment, moment_or_none
from hall.attendance.hall_seconds import to_moment
from hall.attendance.rules.days import JudgedDay
from hall.attendance.rules.judging import JudgedSlot, Verdict
from hall.attendance.rules.month import EARLY, LATE
from hall.people.model import Staff
from web.sentences.month_sheets import SIDES

IsoDate = Annotated[str, Meta(extra_json_schema={"format": "date"})]
#: What is said of a whole day, first: the first of these that any of its slots came to.
FIRST_SAID = (
    Verdict.ABSENT, Verdict.PENDING, Verdict.MISSING, *sorted(LATE), *sorted(EARLY),
    Verdict.NOT_YET, Verdict.DECIDED, Verdict.MADE_UP, Verdict.EXCUSED, Verdict.ON_TIME,
)  # fmt: skip
REST, OFF = "rest", "excused"


class AttendanceSlotAnswer(Struct, frozen=True, kw_only=True):
    name: str
    due: Moment
    #: Null where nobody punched for it.
    punch: Moment | None
    result: Verdict
    #: Late or early, counted up.
    minutes: Count

    @classmethod
    def of(cls, judged: JudgedSlot) -> Self:
        slot = judged.slot
        return cls(
            name=slot.session + SIDES[slot.side],
            due=moment(to_moment(slot.due)),
            punch=moment_or_none(to_moment(judged.punch) if judged.punch is not None else None),
            result=judged.verdict,
            minutes=judged.minutes,
        )


class AttendanceDayAnswer(Struct, frozen=True, kw_only=True):
    #: The number of the person, as the journal has it.
    staff: Count
    name: str
    date: IsoDate
    #: The gravest of its slots; "rest" on a day off, "excused" where leave takes all of it away.
    result: str
    slots: list[AttendanceSlotAnswer]

    @classmethod
    def of(cls, person: Staff, day: JudgedDay) -> Self:
        found = {slot.verdict for slot in day.slots}
        otherwise = OFF if day.sessions else REST
        return cls(
            staff=person.id,
            name=person.name,
            date=date.fromordinal(day.day).isoformat(),
            result=next((verdict for verdict in FIRST_SAID if verdict in found), otherwise),
            slots=[AttendanceSlotAnswer.of(slot) for slot in day.slots],
        )
