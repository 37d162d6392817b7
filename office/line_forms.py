"""The forms of how the line is run (office/line.py)."""

from web.forms.edit_form import EditForm
from web.forms.fields import NumberField
from web.forms.typed_form import TypedForm, form_of

#: The numbers that rule the line, and from where to where each may be set.
LIMITS = {
    "recall_gap_seconds": (0, 120),
    "most_calls": (1, 10),
    "priority_every": (0, 10),
    "priority_longest_wait_minutes": (5, 240),
    "long_wait_minutes": (5, 240),
}


def limits_form() -> type[TypedForm]:
    fields = {name: NumberField(least, most) for name, (least, most) in LIMITS.items()}
    form: type[TypedForm] = form_of("LimitsForm", fields, EditForm)
    return form
