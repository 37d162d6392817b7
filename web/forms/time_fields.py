"""Fields for times of day, days, moments and spans."""

from datetime import date, datetime
from typing import Any

from hall.clock import HALL_ZONE
from hall.parsing import MINUTES_A_DAY, day, minute_of_day, moment, time_of_day
from web.forms.typed_field import TypedField, fit_to_be_read, sentence_of


class ClockField(TypedField[str]):
    """A time of day as settings keep it, ``08:30``; or nothing."""

    def parse(self, text: str) -> str:
        return f"{time_of_day(text):%H:%M}" if text.strip() else ""


class DayField(TypedField[date]):
    def __init__(self, *, refusal: str = "day", **more: Any) -> None:
        super().__init__(refusal=refusal, **more)

    def parse(self, text: str) -> date:
        return day(text)


def hall_moment(text: str) -> datetime:
    """As the hall's clock shows it."""
    return moment(text).replace(tzinfo=HALL_ZONE)


class SpanField(TypedField[tuple[int, int] | None]):
    """From when until when, typed into two controls; None where both are empty. In minutes."""

    def __init__(
        self, begins: str, ends: str, *, refusal: str, latest: int = MINUTES_A_DAY, **more: Any
    ) -> None:
        super().__init__(refusal=refusal, **more)
        self.controls, self._latest = (begins, ends), latest
        self.problem_at = begins

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors, self.data = [], None
        self.raw_data = [formdata.get(name, "").strip() for name in self.controls]
        if any(self.raw_data):
            self.data = self._span(self.raw_data)

    def _span(self, texts: list[str]) -> tuple[int, int] | None:
        minutes = []
        for name, text in zip(self.controls, texts, strict=True):
            try:
                minutes.append(minute := minute_of_day(fit_to_be_read(text)))
                if minute > self._latest:
                    raise ValueError(text)
            except ValueError:
                self.problem_at = name
                self.process_errors = [sentence_of(self._refusal)]
                return None
        return minutes[0], minutes[1]
