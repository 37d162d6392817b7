"""The forms by which a device is enrolled (office/device_enrolment.py)."""

from hall import list_entries
from hall.base import LARGEST_ID
from hall.enrolled_devices.actions import DeviceWish
from hall.enrolled_devices.model import DeviceRole
from hall.line.model import Window
from hall.screens.queries import screen_by_id
from hall.unit_of_work import UnitOfWork
from web.forms.fields import TextField, TypedField, number_within
from web.forms.typed_form import TypedForm


class UseField(TypedField[tuple[DeviceRole, int]]):
    """``kiosk``, ``screen-3``: what a device is for, and the number of its screen or window."""

    def parse(self, text: str) -> tuple[DeviceRole, int]:
        role, _, number = text.partition("-")
        return DeviceRole(role), number_within(1, LARGEST_ID)(number) if number else 0


class DeviceForm(TypedForm):
    places = {"device_name": "name", "device_place": "use"}

    name = TextField()
    use = UseField(refusal="device_place")

    def wish(self, work: UnitOfWork) -> DeviceWish:
        role, number = self.use.value
        screen = screen_by_id(work.session, number) if role is DeviceRole.SCREEN else None
        is_tablet = role is DeviceRole.TABLET
        window = list_entries.entry_by_id(work.session, Window, number) if is_tablet else None
        return DeviceWish(name=self.name.value, role=role, screen=screen, window=window)


class CodeOnScreenForm(DeviceForm):
    places = {**DeviceForm.places, "device_code": "code"}

    code = TextField()

    @property
    def typed_code(self) -> str:
        """As it is on the screen, whatever blanks and small letters it was typed with."""
        return "".join(self.code.value.split()).upper()
