"""The forms of who works when (office/forecast.py)."""

from hall.base import LARGEST_ID
from web.forms.edit_form import EditForm
from web.forms.fields import DayField, FlagField, LenientField, SpanField, number_within
from web.forms.typed_form import TypedForm, form_of

HALVES = ("morning", "afternoon")
WEEKDAYS = range(7)


def _spans(which: str) -> dict[str, SpanField]:
    """One field for each half of a day; ``which`` ends the names of its controls."""
    return {
        f"{half}{which}": SpanField(f"{half}-from{which}", f"{half}-to{which}", refusal="rota")
        for half in HALVES
    }


class RotaQuery(TypedForm):
    """Whose timetable is edited."""

    staff = LenientField[int | None](number_within(1, LARGEST_ID), None)


class RosterForm(TypedForm):
    """Without ``kept`` whoever it is works whenever, as far as the roster knows."""

    kept = FlagField()

    def spans(self, which: str) -> list[tuple[int, int]]:
        """Of the halves of one day, those that were filled in."""
        found = [self.value_of(f"{half}{which}") for half in HALVES]
        return [span for span in found if span]


class RosterWeekForm(RosterForm, EditForm):
    pass


class RosterDayForm(RosterForm):
    places = {"past_day": "day"}

    day = DayField()
    away = FlagField()
    forget = FlagField()


def week_form() -> type[RosterWeekForm]:
    fields = {name: field for day in WEEKDAYS for name, field in _spans(f"-{day}").items()}
    form: type[RosterWeekForm] = form_of("WholeRosterForm", fields, RosterWeekForm)
    return form


def day_form() -> type[RosterDayForm]:
    form: type[RosterDayForm] = form_of("RosterOneDayForm", _spans(""), RosterDayForm)
    return form
