"""All the fields that a form is made of, for whoever writes one."""

from web.forms.choice_fields import ChoiceField, FlagField, IdField, TickedField, WordField
from web.forms.number_fields import NumberField, OptionalField, number_within
from web.forms.query_fields import LenientField, no_longer_than
from web.forms.text_fields import LineField, ListField, SecretField, TextField, WholeField
from web.forms.time_fields import ClockField, DayField, SpanField, hall_moment
from web.forms.typed_field import TypedField

__all__ = [
    "ChoiceField",
    "ClockField",
    "DayField",
    "FlagField",
    "IdField",
    "LenientField",
    "LineField",
    "ListField",
    "NumberField",
    "OptionalField",
    "SecretField",
    "SpanField",
    "TextField",
    "TickedField",
    "TypedField",
    "WholeField",
    "WordField",
    "hall_moment",
    "no_longer_than",
    "number_within",
]
