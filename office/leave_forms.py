"""The forms of leave and field duty in the office (office/leave.py, office/leave_settings.py)."""

import re
from datetime import date

from hall.attendance.absences.ladder import Ladder
from hall.attendance.absences.model import SlipEffect
from hall.base import LARGEST_ID
from web.forms.edit_form import EditForm
from web.forms.fields import (
    FlagField,
    IdField,
    LenientField,
    NumberField,
    OptionalField,
    TextField,
    TypedField,
    WordField,
    number_within,
)
from web.forms.typed_form import TypedForm
from web.slip_forms import typed_days

MOST_DAYS = 366
MONTH = re.compile(r"(20\d\d)-(\d\d)")


def month_of(text: str) -> date:
    """The first day of 2026-11. Raises ValueError."""
    if not (found := MONTH.fullmatch(text.strip())):
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), 1)


class SlipsQuery(TypedForm):
    """Whose slips of which month are listed; everybody's of this month where nothing is said."""

    staff = LenientField(number_within(1, LARGEST_ID), None)
    month = LenientField(month_of, None)


class DaysField(TypedField[float]):
    """Days and halves of days."""

    def parse(self, text: str) -> float:
        return typed_days(text)


class LadderForm(EditForm):
    places = {"ladder_days": "deputy_days"}

    head_days = DaysField(refusal="ladder_days", bounds={"most": MOST_DAYS})
    deputy_days = DaysField(refusal="ladder_days", bounds={"most": MOST_DAYS})
    in_turn = FlagField()
    make_up_monthly = NumberField(0, 31)
    make_up_days = NumberField(0, 31)

    @property
    def ladder(self) -> Ladder:
        return Ladder(self.head_days.value, self.deputy_days.value, self.in_turn.value)


class KindForm(EditForm):
    name = TextField()
    symbol = TextField()
    yearly_days = OptionalField(typed_days, refusal="yearly_days", bounds={"most": MOST_DAYS})


class NewKindForm(KindForm):
    is_new = True

    effect = WordField(SlipEffect, refusal="effect")


class AllowanceForm(EditForm):
    """Empty: as everybody has."""

    places = {"yearly_days": "days"}

    kind = IdField(refusal="slip_kind")
    days = OptionalField(typed_days, refusal="yearly_days", bounds={"most": MOST_DAYS})
