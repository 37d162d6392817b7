"""Slips as people fill them in, for themselves or, in the office, for somebody else."""

import re
from datetime import date, datetime, time

from hall.attendance.absences.applying import WantedAbsence, apply_for_absence
from hall.attendance.absences.deciding import (
    approve_slip,
    refuse_slip,
    report_return,
    slip_by_id,
    withdraw_slip,
)
from hall.attendance.absences.make_ups import WantedMakeUp, apply_for_make_up
from hall.attendance.absences.model import SlipKind
from hall.attendance.absences.own_times import YEARS, DayPart, wanted_stretch
from hall.attendance.hall_seconds import to_moment
from hall.attendance.rules.due_slots import DueSlot, SlotSide
from hall.attendance.rules.judging import SlotKey
from hall.clock import HALL_ZONE
from hall.list_entries import entry_by_id
from hall.parsing import day
from hall.people.model import Staff
from hall.plain_text import alike
from hall.unit_of_work import UnitOfWork
from web.forms.fields import (
    ClockField,
    DayField,
    IdField,
    OptionalField,
    TextField,
    TypedField,
    WordField,
    hall_moment,
)
from web.forms.typed_form import TypedForm, refuse

HALF_DAYS = re.compile(r"\d{1,3}(\.\d{1,2})?")
LONGEST_SLOT = 60


def typed_days(text: str) -> float:
    """0.5, 1, １．５. Raises ValueError."""
    if not HALF_DAYS.fullmatch(plain := alike(text).strip()):
        raise ValueError(text)
    return float(plain)


class AbsenceForm(TypedForm):
    """``last`` is left empty for one day; the times are asked for 按小时 alone."""

    places = {
        "slip_kind": "kind",
        "slip_ends": "last",
        "slip_length": "last",
        "slip_day": "first",
        "slip_reason": "reason",
        "slip_place": "place",
        "SlipOverlaps": "first",
        "NoWorkThen": "first",
        "YearlyDaysUsedUp": "kind",
    }

    kind = IdField(refusal="slip_kind")
    first = DayField()
    last = OptionalField(day, refusal="day")
    part = WordField(DayPart, refusal="slip_part")
    begins = ClockField(refusal="clock")
    ends = ClockField(refusal="clock")
    reason = TextField()
    place = TextField()

    def validate_begins(self, begins: ClockField) -> None:
        if self.part.data is DayPart.HOURS and not (begins.value and self.ends.data):
            refuse("slip_hours")

    def hand_in(self, work: UnitOfWork, staff: Staff, by: Staff) -> int:
        """The id of the slip. Raises as hall.attendance.absences.applying."""
        first, last = self.first.value, self.last.value or self.first.value
        part = self.part.value
        stretch = wanted_stretch(work.session, staff.id, first, last, part)
        begins, ends = (to_moment(seconds) for seconds in stretch)
        if part is DayPart.HOURS:
            begins, ends = _at(first, self.begins.value), _at(last, self.ends.value)
        wanted = WantedAbsence(
            kind=entry_by_id(work.session, SlipKind, self.kind.value),
            begins=begins,
            ends=ends,
            reason=self.reason.value,
            place=self.place.value,
        )
        return apply_for_absence(work, staff, wanted, by).id


def _at(on: date, clock: str) -> datetime:
    return datetime.combine(on, time.fromisoformat(clock), HALL_ZONE)


def slot_value(slot: DueSlot) -> str:
    """As a form offers a punch, and reads it again."""
    return f"{date.fromordinal(slot.day)} {slot.side} {slot.session}"


def slot_of(text: str) -> SlotKey:
    """Raises ValueError."""
    on, _, rest = text.partition(" ")
    side, _, session = rest.partition(" ")
    if (found := date.fromisoformat(on)).year not in YEARS:
        raise ValueError(text)
    return found.toordinal(), session, SlotSide(side)


class SlotField(TypedField[SlotKey]):
    def parse(self, text: str) -> SlotKey:
        return slot_of(text)


class MakeUpForm(TypedForm):
    places = {
        "slip_reason": "reason",
        "slip_witness": "witness",
        "MakeUpAhead": "slot",
        "MakeUpTooLate": "slot",
        "MakeUpTwice": "slot",
        "MakeUpsUsedUp": "slot",
    }

    slot = SlotField(refusal="slot", longest=LONGEST_SLOT)
    reason = TextField()
    witness = TextField()

    def hand_in(self, work: UnitOfWork, staff: Staff, by: Staff) -> int:
        """The id of the slip. Raises as hall.attendance.absences.make_ups."""
        wanted = WantedMakeUp(self.slot.value, self.reason.value, self.witness.value)
        return apply_for_make_up(work, staff, wanted, by).id


class SlipStepForm(TypedForm):
    """What a step asks for: a refusal and somebody else's withdrawal their reason, a return when
    they were back."""

    places = {"slip_reason": "reason", "BackTooSoon": "back"}

    reason = TextField()
    back = OptionalField(hall_moment, refusal="back")

    def take(self, work: UnitOfWork, slip_id: int, step: str, by: Staff) -> None:
        """Raises as hall.attendance.absences.deciding."""
        slip = slip_by_id(work.session, slip_id)
        match step:
            case "approve":
                approve_slip(work, slip, by)
            case "refuse":
                refuse_slip(work, slip, by, self.reason.value)
            case "withdraw":
                withdraw_slip(work, slip, by, self.reason.value)
            case _:
                report_return(work, slip, by, self.back.value or work.now)
