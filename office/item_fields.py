"""Fields of the item form: they take what files of items take, and refuse it in the same words."""

from typing import Any, NoReturn

from hall.catalogue.import_export.cleaning import cleaned, unreadable_in
from hall.catalogue.import_export.remarks import Remark
from hall.catalogue.import_export.rows import LONGEST_NAME
from hall.catalogue.import_export.values import CODE, several
from hall.parsing import whole_number
from hall.plain_text import one_line
from web.forms.fields import TypedField
from web.forms.typed_field import ValueT
from web.sentences import catalogue

LONGEST_TEXT = 20_000
LARGEST_COUNT = 9999
#: As much of a wrong entry as is repeated.
REPEATED = 30


class CellField(TypedField[ValueT]):
    """``heading`` is the part's key in catalogue.HEADINGS, where that is not the control's name."""

    def __init__(self, heading: str = "", **more: Any) -> None:
        super().__init__(**more)
        self._heading = catalogue.HEADINGS.get(heading or self.name, "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        text, _ = cleaned(str(valuelist[0]) if valuelist else "")
        if broken := unreadable_in(text):
            self.refuse("unreadable", letters=broken[:REPEATED])
        if len(text) > LONGEST_TEXT:
            self.refuse("too_long", length=len(text), longest=LONGEST_TEXT)
        self.data = self.parse(text)

    def refuse(self, code: str, **words: object) -> NoReturn:
        raise ValueError(catalogue.remark(Remark(0, code, {"heading": self._heading, **words})))


class TextCell(CellField[str]):
    def parse(self, text: str) -> str:
        return text


class LineCell(CellField[str]):
    def parse(self, text: str) -> str:
        return one_line(text)


class SeveralCell(CellField[list[str]]):
    def parse(self, text: str) -> list[str]:
        return several(text)


class NameCell(LineCell):
    def parse(self, text: str) -> str:
        if not (name := one_line(text)):
            self.refuse("name_empty")
        if len(name) > LONGEST_NAME:
            self.refuse("name_too_long", longest=LONGEST_NAME)
        return name


class CodeCell(CellField[str]):
    def parse(self, text: str) -> str:
        if not text:
            self.refuse("code_empty")
        if not CODE.match(text):
            self.refuse("code_malformed", said=text[:REPEATED])
        return text


class CountCell(CellField[int | None]):
    def parse(self, text: str) -> int | None:
        try:
            number = whole_number(text) if text else None
        except ValueError:
            number = -1
        if number is not None and not 0 <= number <= LARGEST_COUNT:
            self.refuse("not_a_count", said=text[:REPEATED])
        return number
