"""The forms of the month (office/month_sheets.py, office/month_steps.py)."""

from enum import StrEnum

from hall.attendance.months.calendar_month import CalendarMonth, parse_month
from hall.attendance.months.model import SignatureStep
from hall.base import LARGEST_ID
from web.forms.edit_form import EditForm
from web.forms.fields import (
    DayField,
    FlagField,
    LenientField,
    NumberField,
    OptionalField,
    TextField,
    TickedField,
    WordField,
    hall_moment,
    number_within,
)
from web.forms.typed_form import TypedForm


class MonthView(StrEnum):
    GRID = "grid"
    SUMS = "sums"


class MonthQuery(TypedForm):
    month = LenientField[CalendarMonth | None](parse_month, None)
    view = LenientField[MonthView](MonthView, MonthView.GRID)


class SignForm(TypedForm):
    step = WordField(SignatureStep, refusal="step")


class ReopenForm(TypedForm):
    why = TextField()


class AnswerObjectionForm(TypedForm):
    answer = TextField()


class DifferenceForm(TypedForm):
    staff = NumberField(1, LARGEST_ID, refusal="staff")
    day = DayField()
    accepted = FlagField()


class OutageForm(TypedForm):
    begins = OptionalField(hall_moment, refusal="moment")
    ends = OptionalField(hall_moment, refusal="until")
    why = TextField()


class PostingForm(TypedForm):
    """Which columns are posted."""

    columns = TickedField(str, refusal="columns")


SIGNER = number_within(1, LARGEST_ID)


class SignersForm(EditForm):
    """Who signs; by rank where it is nobody."""

    month_keeper = OptionalField(SIGNER, refusal="staff")
    month_deputy = OptionalField(SIGNER, refusal="staff")
    month_director = OptionalField(SIGNER, refusal="staff")
