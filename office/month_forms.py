"""The forms of the month (office/month_sheets.py, office/month_steps.py)."""

from enum import StrEnum

from hall.attendance.months.attendance_year import MOST_TIMES
from hall.attendance.months.calendar_month import CalendarMonth, parse_month
from hall.attendance.months.model import SignatureStep
from hall.base import LARGEST_ID
from hall.errors import NotFound
from hall.parsing import day
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

#: Of which a hall keeps an attendance at all.
YEARS = range(2000, 3000)


class MonthView(StrEnum):
    GRID = "grid"
    SUMS = "sums"


class MonthQuery(TypedForm):
    month = LenientField[CalendarMonth | None](parse_month, None)
    view = LenientField[MonthView](MonthView, MonthView.GRID)


class YearQuery(TypedForm):
    year = LenientField[int | None](number_within(YEARS[0], YEARS[-1]), None)


class YearRuleForm(EditForm):
    late_or_early_monthly = NumberField(1, MOST_TIMES, refusal="late_or_early_monthly")


class SignForm(TypedForm):
    step = WordField(SignatureStep, refusal="step")
    seen = LenientField[int](number_within(0, LARGEST_ID), 0)


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


class PostingForm(EditForm):
    """Which columns are posted."""

    columns = TickedField(str, refusal="columns")


def asked_month(text: str) -> CalendarMonth:
    """The month of an address. Raises NotFound for what is no month."""
    try:
        return parse_month(text)
    except ValueError as error:
        raise NotFound(month=text) from error


SIGNER = number_within(1, LARGEST_ID)


class MissingPunchForm(EditForm):
    missing_punch_costs_from = OptionalField(day, refusal="day")


class SignersForm(EditForm):
    """Who signs; by rank where it is nobody."""

    month_keeper = OptionalField(SIGNER, refusal="staff")
    month_deputy = OptionalField(SIGNER, refusal="staff")
    month_director = OptionalField(SIGNER, refusal="staff")
