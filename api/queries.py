"""What programs ask for in the address."""

from typing import Any

from hall.base import LARGEST_ID
from hall.errors import Malformed
from web.forms.fields import LenientField, TypedField
from web.forms.typed_form import TypedForm

LONGEST_SEQ = 1000  # digits


class ItemsQuery(TypedForm):
    q = LenientField(str, "")


class ScreenQuery(TypedForm):
    screen = LenientField(str, "")


class SeqField(TypedField[int]):
    """A place in the journal: 0, its beginning, where none is said. Raises Malformed as bodies do,
    for programs read the field's name and not a sentence at it.
    """

    def process_formdata(self, valuelist: list[Any]) -> None:
        said = valuelist[0] if valuelist else "0"
        if not said.isascii() or not said.isdigit() or len(said) > LONGEST_SEQ:
            raise Malformed(field=self.name)
        self.data = min(int(said), LARGEST_ID)


class JournalQuery(TypedForm):
    after = SeqField()
