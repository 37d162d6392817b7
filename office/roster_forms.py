"""The forms of the duty roster (office/roster.py)."""

from datetime import date, timedelta

from hall.base import LARGEST_ID
from hall.parsing import day
from web.forms.fields import DayField, LenientField, NumberField
from web.forms.typed_form import TypedForm


def monday_of(of: date) -> date:
    return of - timedelta(days=of.weekday())


class WeekAskedQuery(TypedForm):
    """Any day of the week that is shown first; this one's where it is none."""

    week = LenientField[date | None](day, None)


class DutyForm(TypedForm):
    day = DayField()
    timetable = NumberField(1, LARGEST_ID, refusal="duty")
    staff = NumberField(1, LARGEST_ID, refusal="staff")


class CopyWeekForm(TypedForm):
    week = DayField()
    to = DayField()
