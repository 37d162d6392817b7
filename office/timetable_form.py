"""The form of a timetable: a row for each session of a day."""

from typing import Any

from hall.attendance.rules.punch_rule import MINUTE, PunchRule
from hall.attendance.rules.timetable import DAY, SessionKind, WorkSession, WorkSpan
from hall.base import LARGEST_ID
from hall.errors import Malformed
from web.forms.edit_form import EditForm
from web.forms.fields import (
    ChoiceField,
    FlagField,
    LineField,
    NumberField,
    OptionalField,
    SpanField,
    WordField,
    number_within,
)
from web.forms.typed_form import form_of
from web.sentences import refusal

#: Sessions that one timetable may have.
ROWS = range(4)
DAYS = {"0": 0.0, "0.5": 0.5, "1": 1.0}
LONGEST = 12 * 60  # minutes of a window, a grace or a step


class TimetableForm(EditForm):
    """A row for each session; one without times is left out. Steps in minutes."""

    id = OptionalField(number_within(1, LARGEST_ID), refusal="entry")
    name = LineField()
    kind = WordField(SessionKind, refusal="session_kind")
    opens = NumberField(0, LONGEST, refusal="punch_minutes")
    closes = NumberField(0, LONGEST, refusal="punch_minutes")
    grace = NumberField(0, LONGEST, refusal="punch_minutes")
    serious = OptionalField(number_within(0, LONGEST), refusal="punch_minutes")
    absent = OptionalField(number_within(0, LONGEST), refusal="punch_minutes")

    def validate(self, extra_validators: Any = None) -> bool:
        """A session with times has a name, and a break within them."""
        if not super().validate(extra_validators):
            return False
        for row in ROWS:
            times, rest = self.value_of(f"times-{row}"), self.value_of(f"rest-{row}")
            if times and not self.value_of(f"name-{row}"):
                self._wrong(f"name-{row}", "session_name")
            if rest and not (times and _within(rest, times)):
                self._wrong(f"rest-{row}", "session_rest")
        return not any(field.errors for field in self)

    def _wrong(self, name: str, part: str) -> None:
        """Said at the row's own control."""
        self[name].errors = [refusal(Malformed(field=part))]

    @property
    def sessions(self) -> list[WorkSession]:
        return [self._session(row) for row in ROWS if self.value_of(f"times-{row}")]

    def _session(self, row: int) -> WorkSession:
        return WorkSession(
            name=self.value_of(f"name-{row}"),
            spans=self._spans(row),
            arrival=self._rule(row) if self.value_of(f"arrival-{row}") else None,
            leaving=self._rule(row) if self.value_of(f"leaving-{row}") else None,
            kind=self.kind.value,
            shares_punch_before=self.value_of(f"shares-{row}"),
        )

    def _spans(self, row: int) -> tuple[WorkSpan, ...]:
        begins, ends = self.value_of(f"times-{row}")
        last = ends * MINUTE + (DAY if ends <= begins else 0)  # 20:00–8:00 ends on the next day
        days = DAYS[self.value_of(f"days-{row}")] if self.kind.value is SessionKind.WORK else 0.0
        rest = self.value_of(f"rest-{row}")
        if rest is None:
            return (WorkSpan(begins * MINUTE, last, days),)
        leaves, returns = (minute * MINUTE for minute in rest)
        halves = ((begins * MINUTE, leaves), (returns, last))
        return tuple(WorkSpan(start, end, days / 2) for start, end in halves)

    def _rule(self, row: int) -> PunchRule:
        opens, closes = self.value_of(f"opens-{row}"), self.value_of(f"closes-{row}")
        serious, absent = self.serious.value, self.absent.value
        return PunchRule(
            opens_before=MINUTE * (self.opens.value if opens is None else opens),
            closes_after=MINUTE * (self.closes.value if closes is None else closes),
            grace=MINUTE * self.grace.value,
            serious=None if serious is None else MINUTE * serious,
            absent=None if absent is None else MINUTE * absent,
        )


def _within(rest: tuple[int, int], times: tuple[int, int]) -> bool:
    return times[0] < rest[0] < rest[1] < times[1]


def timetable_form() -> type[TimetableForm]:
    """With the controls of every row."""
    minutes = number_within(0, LONGEST)
    fields: dict[str, Any] = {}
    for row in ROWS:
        fields |= {
            f"name-{row}": LineField(),
            f"times-{row}": SpanField(f"begins-{row}", f"ends-{row}", refusal="clock"),
            f"rest-{row}": SpanField(f"rest-from-{row}", f"rest-to-{row}", refusal="clock"),
            f"days-{row}": ChoiceField(DAYS, refusal="session_days"),
            f"arrival-{row}": FlagField(),
            f"leaving-{row}": FlagField(),
            f"shares-{row}": FlagField(),
            f"opens-{row}": OptionalField(minutes, refusal="punch_minutes"),
            f"closes-{row}": OptionalField(minutes, refusal="punch_minutes"),
        }
    form: type[TimetableForm] = form_of("WholeTimetableForm", fields, TimetableForm)
    return form
