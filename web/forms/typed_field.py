"""What every field does: it reads what was typed into one type, or says in Chinese why not.

The sentences are those of web/sentences/refusals.py, by the same names that actions use.
"""

import re
from typing import Any, Generic, TypeVar

from wtforms import Field

from hall.errors import Malformed
from web import sentences

ValueT = TypeVar("ValueT")

#: All but the ends of lines and tabs.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LONGEST = 40_000


def sentence_of(part: str, **bounds: object) -> str:
    return sentences.refusal(Malformed(field=part, **bounds))


def fit_to_be_read(text: str) -> str:
    """Without control characters, which no person types and some databases do not keep."""
    if CONTROL.search(text):
        raise ValueError(sentence_of("unreadable_text"))
    return text.replace("\r\n", "\n")


class TypedField(Field, Generic[ValueT]):
    """``parse`` raises ValueError; then the sentence of ``refusal`` is said, with its bounds."""

    def __init__(self, *, refusal: str = "", longest: int = LONGEST, **more: Any) -> None:
        self.bounds: dict[str, object] = more.pop("bounds", {})
        super().__init__(**more)
        self._refusal, self._longest = refusal, longest

    def parse(self, text: str) -> ValueT:
        raise NotImplementedError

    @property
    def is_there(self) -> bool:
        """Whether the form came with this control at all."""
        return bool(self.raw_data)

    @property
    def value_if_there(self) -> ValueT | None:
        return self.value if self.is_there else None

    @property
    def value(self) -> ValueT:
        value: ValueT = self.data
        return value

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = fit_to_be_read(str(valuelist[0]) if valuelist else "")
        if len(text) > self._longest:
            raise ValueError(sentence_of("long_text", longest=self._longest))
        try:
            self.data = self.parse(text)
        except (ValueError, OverflowError):
            raise ValueError(sentence_of(self._refusal, **self.bounds)) from None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """A control that did not come is an empty one: a missing field must not pass unread."""
        self.process_errors, self.data = [], None
        self.raw_data = formdata.getlist(self.name)
        try:
            self.process_formdata(self.raw_data or [])
        except ValueError as error:
            self.process_errors = [str(error)]
