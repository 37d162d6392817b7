"""The forms about screens (office/screens.py)."""

from decimal import Decimal, InvalidOperation

from hall.base import LARGEST_ID
from hall.line.queries import window_by_name
from hall.parsing import half_width
from hall.screens.actions import ScreenWish
from hall.screens.model import ScreenRole
from hall.screens.orders import Order
from hall.unit_of_work import UnitOfWork
from web.forms.edit_form import EditForm
from web.forms.fields import (
    FlagField,
    NumberField,
    OptionalField,
    TextField,
    TypedField,
    WordField,
    number_within,
)
from web.forms.typed_form import TypedForm

LARGEST_MM = 10_000


class MetresField(TypedField[int]):
    """Typed in metres, kept in millimetres."""

    def parse(self, text: str) -> int:
        try:
            metres = Decimal(half_width(text))
        except InvalidOperation:
            raise ValueError(text) from None
        if not 0 < metres < 1000:
            raise ValueError(text)
        return round(metres * 1000)


class OrderForm(TypedForm):
    id = NumberField(1, LARGEST_ID, refusal="screen")
    order = WordField(Order, refusal="order")


class ScreenForm(EditForm):
    places = {
        "screen_name": "name", "screen_size": "width_mm", "screen_distance": "distance",
        "screen_window": "window",
    }  # fmt: skip

    new = FlagField()
    id = OptionalField(number_within(1, LARGEST_ID), refusal="screen")
    name = TextField()
    role = WordField(ScreenRole, refusal="role")
    place = TextField()
    width_mm = NumberField(1, LARGEST_MM, refusal="screen_size")
    height_mm = NumberField(1, LARGEST_MM, refusal="screen_size")
    distance = MetresField(refusal="screen_distance")
    window = TextField()
    sound = FlagField()

    def wish(self, work: UnitOfWork) -> ScreenWish:
        window = self.window.value
        return ScreenWish(
            name=self.name.value,
            role=self.role.value,
            place=self.place.value,
            width_mm=self.width_mm.value,
            height_mm=self.height_mm.value,
            distance_mm=self.distance.value,
            window=window_by_name(work.session, window) if window else None,
            sound=self.sound.value,
        )
