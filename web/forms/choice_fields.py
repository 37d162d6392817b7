"""Fields for what is ticked, chosen, or pressed."""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any, TypeVar

from hall.base import LARGEST_ID
from web.forms.number_fields import number_within
from web.forms.typed_field import TypedField, ValueT, fit_to_be_read, sentence_of

WordT = TypeVar("WordT", bound=StrEnum)


class FlagField(TypedField[bool]):
    """A ticked box, or the button of several that was pressed: it is there, or it is not."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = any(valuelist)


class WordField(TypedField[WordT]):
    """One of an enumeration's words; ``unsaid`` where the form was not asked."""

    def __init__(
        self, words: type[WordT], *, refusal: str, unsaid: WordT | None = None, **more: Any
    ) -> None:
        super().__init__(refusal=refusal, **more)
        self._words, self._unsaid = words, unsaid

    def parse(self, text: str) -> WordT:
        return self._unsaid if not text and self._unsaid is not None else self._words(text)


class ChoiceField(TypedField[str]):
    """One of the texts that the page offers."""

    def __init__(self, choices: Collection[str], *, refusal: str, **more: Any) -> None:
        super().__init__(refusal=refusal, **more)
        self._choices = choices

    def parse(self, text: str) -> str:
        if text not in self._choices:
            raise ValueError(text)
        return text


class TickedField(TypedField[list[ValueT]]):
    """All the ticked boxes of one name."""

    def __init__(self, parse: Callable[[str], ValueT], **more: Any) -> None:
        super().__init__(**more)
        self._parse = parse

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            self.data = [self._parse(fit_to_be_read(str(text))) for text in valuelist]
        except (ValueError, OverflowError):
            raise ValueError(sentence_of(self._refusal, **self.bounds)) from None


class IdField(TypedField[int]):
    """The key of a row, from a choice or a hidden control."""

    def parse(self, text: str) -> int:
        return number_within(1, LARGEST_ID)(text)
