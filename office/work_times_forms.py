"""The forms of groups, timetables and days off (office/work_times.py)."""

from datetime import timedelta

from hall.base import LARGEST_ID
from hall.parsing import day
from web.forms.edit_form import EditForm
from web.forms.fields import (
    DayField,
    FlagField,
    LineField,
    NumberField,
    OptionalField,
    SpanField,
    TextField,
    TickedField,
    number_within,
)
from web.forms.typed_form import TypedForm


class GroupForm(EditForm):
    """Without a number it is a new one."""

    id = OptionalField(number_within(1, LARGEST_ID), refusal="entry")
    name = LineField()
    exempt = FlagField()
    head = OptionalField(number_within(1, LARGEST_ID), refusal="staff")


class MemberForm(TypedForm):
    """From a day on; no group: out of the attendance."""

    staff = TickedField(number_within(1, LARGEST_ID), refusal="staff")
    group = OptionalField(number_within(1, LARGEST_ID), refusal="group")
    since = DayField()
    note = TextField()


class UseForm(TypedForm):
    """For a group or for a person, whichever is chosen: ``whose`` is g3 or p3."""

    timetable = NumberField(1, LARGEST_ID, refusal="timetable")
    whose = TextField()
    since = DayField()
    until = OptionalField(day, refusal="day")
    weekday = TickedField(number_within(0, 6), refusal="weekday")
    note = TextField()


class EndUseForm(TypedForm):
    """Without a day it is taken back altogether."""

    last = OptionalField(day, refusal="day")


class DayOffForm(TypedForm):
    name = LineField()
    day = DayField()
    span = SpanField("from", "to", refusal="day_off_span")
    group = OptionalField(number_within(1, LARGEST_ID), refusal="group")
    staff = TickedField(number_within(1, LARGEST_ID), refusal="staff")


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
