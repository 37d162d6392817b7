"""A form with numbered rows of controls, named like ``material-3-name``: as many as came."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self

from web.forms.edit_form import EditForm
from web.forms.typed_form import form_of

ROW = re.compile("[0-9]{1,3}")
#: The part of a row without which it is an empty one, and is not read.
NAME = "name"


class FormWithRows(EditForm):
    #: By what the rows are called, how to make the fields of one.
    row_fields: ClassVar[Mapping[str, Callable[[], Mapping[str, Any]]]] = {}
    #: The numbers of the rows that were filled in.
    numbers: ClassVar[Mapping[str, Sequence[int]]] = {}

    @classmethod
    def unit_of(cls, control: str) -> str:
        """A row has no name of its own: whoever takes one out moves all that follow."""
        what, _, rest = control.partition("-")
        return what if what in cls.row_fields and rest else control

    @classmethod
    def class_for(cls, typed: Any) -> type[Self]:
        numbers = {
            what: [n for n in row_numbers(typed, what) if typed[f"{what}-{n}-{NAME}"].strip()]
            for what in cls.row_fields
        }
        fields = {
            f"{what}-{number}-{part}": field
            for what, made in cls.row_fields.items()
            for number in numbers[what]
            for part, field in made().items()
        }
        form: type[Self] = form_of(cls.__name__, {**fields, "numbers": numbers}, cls)
        return form

    def rows(self, what: str) -> list[dict[str, Any]]:
        parts = tuple(self.row_fields[what]())
        return [
            {part: self.value_of(f"{what}-{number}-{part}") for part in parts}
            for number in self.numbers[what]
        ]


def row_numbers(names: Iterable[str], what: str) -> list[int]:
    """The numbers in names like material-3-name."""
    found = (name.split("-") for name in names)
    return sorted(
        int(parts[1])
        for parts in found
        if len(parts) == 3 and (parts[0], parts[2]) == (what, NAME) and ROW.fullmatch(parts[1])
    )
