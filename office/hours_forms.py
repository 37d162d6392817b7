"""The forms of the opening hours (office/hours.py)."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from hall.errors import Malformed
from hall.hours.actions import MOST_NUMBERS, WEEKDAYS, wrong_half
from hall.hours.calendar import DayKind
from hall.hours.timetable import Half, OpeningSpan, Week
from hall.line.model import Service
from web.forms.edit_form import EditForm
from web.forms.fields import (
    DayField,
    FlagField,
    NumberField,
    OptionalField,
    SpanField,
    TextField,
    WordField,
    number_within,
)
from web.forms.typed_form import TypedForm, form_of
from web.sentences import refusal

MOST_MINUTES = 240


class WeekQuery(TypedForm):
    """Whose week is shown; the hall's where it is empty."""

    window = TextField()


class HoursForm(EditForm):
    """All of the page: the rules, a week, the quotas. ``window`` is whose week it is; the hall's
    where it is empty."""

    window = TextField()
    keep_hours = FlagField()
    last_ticket_minutes = NumberField(0, MOST_MINUTES, refusal="ticket_minutes")
    first_ticket_minutes = NumberField(0, MOST_MINUTES, refusal="ticket_minutes")

    def validate(self, extra_validators: Any = None) -> bool:
        """A day whose hours cannot be is said at that day: there are fourteen."""
        if not super().validate(extra_validators):
            return False
        wrong = {weekday: wrong_half(self.week, weekday) for weekday in range(WEEKDAYS)}
        for weekday, found in wrong.items():
            if found:
                half, why = found
                span = self[f"{weekday}-{half}"]
                assert isinstance(span, SpanField)
                span.errors, span.problem_at = [refusal(Malformed(field=why))], span.controls[1]
        return not any(wrong.values())

    @property
    def settings(self) -> dict[str, str]:
        minutes = (self.last_ticket_minutes, self.first_ticket_minutes)
        return {
            "keep_hours": "yes" if self.keep_hours.value else "no",
            **{field.name: str(field.value) for field in minutes},
        }

    @property
    def week(self) -> Week:
        return {
            (weekday, half): OpeningSpan(_time(span[0]), _time(span[1]))
            for weekday, half in HALF_DAYS
            if (span := self.value_of(f"{weekday}-{half}"))
        }

    def most(self, service: Service, half: Half) -> int | None:
        """How many numbers; None without a limit."""
        most: int | None = self.value_of(f"{service.prefix}-{half}")
        return most


HALF_DAYS = [(weekday, half) for weekday in range(WEEKDAYS) for half in Half]
#: No window closes with the day: 24:00 would be the next one's first minute.
LAST_MINUTE = 24 * 60 - 1


def hours_form(services: Sequence[Service]) -> type[HoursForm]:
    """With a span for each half-day of the week, and a number for each of each service."""
    most = number_within(0, MOST_NUMBERS)
    fields: dict[str, Any] = {
        name: SpanField(f"{name}-opens", f"{name}-closes", refusal="clock", latest=LAST_MINUTE)
        for name in (f"{weekday}-{half}" for weekday, half in HALF_DAYS)
    } | {
        f"{service.prefix}-{half}": OptionalField(
            most, refusal="most", bounds={"largest": MOST_NUMBERS}
        )
        for service in services
        for half in Half
    }
    form: type[HoursForm] = form_of("WholeHoursForm", fields, HoursForm)
    return form


def _time(minute: int) -> time:
    return time(*divmod(minute, 60))


class ForgottenDayForm(TypedForm):
    day = DayField()


class OwnDayForm(ForgottenDayForm):
    kind = WordField(DayKind, refusal="day_kind")
    weekday = OptionalField(number_within(0, WEEKDAYS - 1), refusal="weekday")
    note = TextField()


class HolidayNoticeForm(TypedForm):
    """``sure``: what was understood of it has been looked at."""

    places = {"notice_weekday": "notice", "notice_count": "notice"}

    notice = TextField()
    sure = FlagField()
