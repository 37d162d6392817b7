"""The forms about punches that were set aside, and about sheets of paper (office/punches.py)."""

import re
from collections.abc import Iterable
from datetime import time, timedelta

from hall.attendance.deciding import PunchVerdict
from hall.base import LARGEST_ID
from hall.parsing import listed, time_of_day
from web.forms.fields import (
    DayField,
    FlagField,
    LineField,
    NumberField,
    OptionalField,
    TickedField,
    TypedField,
    hall_moment,
    number_within,
)
from web.forms.typed_form import TypedForm, form_of, refuse

#: −00:03:10: the clock was fast, and so much is taken off.
OFFSET = re.compile(r"([-+−－＋]?)([0-9]{1,4})[:：]([0-9]{1,2})[:：]([0-9]{1,2})", re.ASCII)
MINUS = "-−－"


def offset(text: str) -> timedelta:
    """Hours, minutes and seconds, with a sign. Raises ValueError."""
    said = OFFSET.fullmatch(text.strip())
    if said is None:
        raise ValueError(text)
    sign, hours, minutes, seconds = said.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return -size if sign and sign in MINUS else size


class PunchVerdictForm(TypedForm):
    """Of several that are ticked, all count with the same offset, or none of them."""

    places = {"punch_reason": "reason", "punches": "punch", "counts_at": "offset"}

    punch = TickedField(number_within(1, LARGEST_ID), refusal="punches")
    seen = NumberField(0, LARGEST_ID)
    offset = OptionalField(offset, refusal="offset")
    earliest_at = OptionalField(hall_moment, refusal="moment")
    reason = LineField()
    drop = FlagField()

    def validate_earliest_at(self, earliest_at: OptionalField[object]) -> None:
        if earliest_at.value is not None and self.offset.value is not None:
            refuse("offset_twice")

    @property
    def verdict(self) -> PunchVerdict:
        return PunchVerdict(
            counts=not self.drop.value,
            reason=self.reason.value,
            offset=self.offset.value or timedelta(),
            earliest_at=self.earliest_at.value,
        )


class TimesField(TypedField[list[time]]):
    """Times of one day, with anything between that people put there."""

    def parse(self, text: str) -> list[time]:
        return [time_of_day(part) for part in listed(text)]


class SheetForm(TypedForm):
    places = {"sheet_time": "day", "sheet": "day"}

    day = DayField()

    def rows(self, staff_ids: Iterable[int]) -> list[tuple[int, time]]:
        """Who signed when."""
        return [
            (staff_id, at)
            for staff_id in staff_ids
            for at in self.value_of(times_control(staff_id))
        ]


def times_control(staff_id: int) -> str:
    return f"times-{staff_id}"


def sheet_form(staff_ids: Iterable[int]) -> type[SheetForm]:
    fields = {times_control(staff_id): TimesField(refusal="sheet_times") for staff_id in staff_ids}
    form: type[SheetForm] = form_of("WholeSheetForm", fields, SheetForm)
    return form
