"""The forms of how the line is run (office/line.py)."""

from collections.abc import Sequence
from typing import Any

from hall.line.model import Priority
from hall.line.services_and_windows import MOST_MINUTES, ServiceSettings
from web.forms.edit_form import EditForm
from web.forms.fields import (
    FlagField,
    LineField,
    NumberField,
    OptionalField,
    TextField,
    TickedField,
    number_within,
)
from web.forms.typed_form import TypedForm, form_of

#: The numbers that rule the line, and from where to where each may be set.
LIMITS = {
    "recall_gap_seconds": (0, 120),
    "most_calls": (1, 10),
    "priority_every": (0, 10),
    "priority_longest_wait_minutes": (5, 240),
}


def limits_form() -> type[TypedForm]:
    fields = {name: NumberField(least, most) for name, (least, most) in LIMITS.items()}
    form: type[TypedForm] = form_of("LimitsForm", fields, EditForm)
    return form


class PrioritiesForm(TypedForm):
    new = LineField()


def priorities_form(reasons: Sequence[Priority]) -> type[PrioritiesForm]:
    """Two controls for each reason there is."""
    fields: dict[str, Any] = {}
    for reason in reasons:
        fields[f"name-{reason.id}"] = LineField()
        fields[f"in-use-{reason.id}"] = FlagField()
    form: type[PrioritiesForm] = form_of("AllPrioritiesForm", fields, PrioritiesForm)
    return form


class ServiceForm(TypedForm):
    new = FlagField()
    prefix = TextField()
    name = TextField()
    english_name = TextField()
    about = TextField()
    promised_minutes = OptionalField(
        number_within(1, MOST_MINUTES), refusal="number", bounds={"least": 1, "most": MOST_MINUTES}
    )
    helps = FlagField()
    delete = FlagField()

    @property
    def wish(self) -> ServiceSettings:
        return ServiceSettings(
            name=self.name.value,
            english_name=self.english_name.value,
            about=self.about.value,
            promised_minutes=self.promised_minutes.value,
            helps=self.helps.value,
        )


class WindowForm(TypedForm):
    places = {"window": "name", "window_name": "rename"}

    new = FlagField()
    delete = FlagField()
    name = TextField()
    rename = TextField()
    department = TextField()
    duty = FlagField()
    service = TickedField(str, refusal="service")
    move_to = TextField()


class SkillsForm(TypedForm):
    service = TickedField(str, refusal="service")
    may_choose = FlagField()
