"""Fields for whole numbers, and for what may be left empty."""

from collections.abc import Callable
from typing import Any

from hall.parsing import whole_number
from web.forms.typed_field import TypedField, ValueT


class NumberField(TypedField[int]):
    def __init__(self, least: int, most: int, *, refusal: str = "number", **more: Any) -> None:
        bounds = {"least": least, "most": most, "largest": most, "longest": most}
        super().__init__(refusal=refusal, bounds=bounds, **more)
        self._least, self._most = least, most

    def parse(self, text: str) -> int:
        number = whole_number(text)
        if not self._least <= number <= self._most:
            raise ValueError(text)
        return number


class OptionalField(TypedField[ValueT | None]):
    """None where nothing was typed; else what another field would make of it."""

    def __init__(self, parse: Callable[[str], ValueT], **more: Any) -> None:
        super().__init__(**more)
        self._parse = parse

    def parse(self, text: str) -> ValueT | None:
        return self._parse(text) if text.strip() else None


def number_within(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        number = whole_number(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return parse
