"""The forms of windows, services and reasons (office/windows.py)."""

from typing import Any, Self, cast

from hall.base import LARGEST_ID
from hall.line.services_and_windows import MOST_MINUTES, ServiceSettings
from office.list_forms import HandOverForm
from web.forms.edit_form import EditForm
from web.forms.fields import (
    FlagField,
    LineField,
    OptionalField,
    TextField,
    TickedField,
    number_within,
)


class ReasonForm(EditForm):
    """Without a number it is a new one."""

    places = {"priority": "name"}

    id = OptionalField(number_within(1, LARGEST_ID), refusal="entry")
    name = LineField()


class ServiceForm(EditForm):
    new = FlagField()
    prefix = TextField()
    name = TextField()
    english_name = TextField()
    about = TextField()
    promised_minutes = OptionalField(
        number_within(1, MOST_MINUTES), refusal="number", bounds={"least": 1, "most": MOST_MINUTES}
    )
    helps = FlagField()

    @property
    def wish(self) -> ServiceSettings:
        return ServiceSettings(
            name=self.name.value,
            english_name=self.english_name.value,
            about=self.about.value,
            promised_minutes=self.promised_minutes.value,
            helps=self.helps.value,
        )


class WindowForm(HandOverForm, EditForm):
    places = {"window": "name", "window_name": "rename"}

    new = FlagField()
    name = TextField()
    rename = TextField()
    department = TextField()
    duty = FlagField()
    service = TickedField(str, refusal="service")

    @classmethod
    def class_for(cls, typed: Any) -> type[Self]:
        return cast(type[Self], NewWindowForm) if "new" in typed else cls


class NewWindowForm(WindowForm):
    """It is named where another one is renamed."""

    places = {"window_name": "name"}
