"""The form of a number, and what addresses on the way to it carry, as typed values."""

from hall.base import LARGEST_ID
from hall.issuing.party_size import LARGEST_PARTY
from hall.line.further import MOST_FURTHER
from kiosk.number_request import NumberRequest
from kiosk.ticket_request import Wish
from web.forms.fields import FlagField, OptionalField, TextField, TickedField, number_within
from web.forms.typed_form import TypedForm, refuse


class WishForm(TypedForm):
    size = OptionalField(
        number_within(0, LARGEST_PARTY), refusal="size", bounds={"most": LARGEST_PARTY}
    )
    priority = OptionalField(number_within(0, LARGEST_ID))
    several = FlagField()
    chosen = TickedField(str)

    def validate_chosen(self, chosen: TickedField[str]) -> None:
        if len(self._prefixes) > 1 + MOST_FURTHER:
            refuse("further", most=MOST_FURTHER)

    @property
    def _prefixes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.chosen.value))

    @property
    def wish(self) -> Wish:
        several = self.several.value or bool(self._prefixes)
        return Wish(self.size.value or 1, self.priority.value or None, several, self._prefixes)


class NumberForm(WishForm):
    service = TextField()
    item = TextField()
    key = TextField()
    help = FlagField()
    card = TextField()

    @property
    def asked(self) -> NumberRequest:
        return NumberRequest(
            service=self.service.value,
            wish=self.wish,
            item=self.item.value or None,
            key=self.key.value_if_there,
            needs_help=self.help.value,
            card=self.card.value,
        )
