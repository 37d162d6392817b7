"""Fields for what an address asks for: whoever wrote it by hand is shown a page all the same."""

from collections.abc import Callable
from typing import Any

from web.forms.typed_field import TypedField, ValueT, fit_to_be_read


class LenientField(TypedField[ValueT]):
    """``otherwise`` where it was not said, or where what was said is nothing we know."""

    def __init__(self, parse: Callable[[str], ValueT], otherwise: ValueT, **more: Any) -> None:
        super().__init__(**more)
        self._parse, self._otherwise = parse, otherwise

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = self._otherwise
        try:
            if valuelist:
                self.data = self._parse(fit_to_be_read(str(valuelist[0])))
        except (ValueError, OverflowError):
            pass


def no_longer_than(longest: int) -> Callable[[str], str]:
    """The beginning of what was said, without blanks around it."""

    def parse(text: str) -> str:
        return text.strip()[:longest]

    return parse
