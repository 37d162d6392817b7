"""The form about slots that wait (office/slot_rulings.py)."""

from enum import StrEnum

from hall.attendance.months.settling import SlotOfPerson
from hall.attendance.rules.judging import Verdict
from hall.base import LARGEST_ID
from web.forms.fields import (
    LenientField,
    OptionalField,
    TextField,
    TickedField,
    WordField,
    number_within,
)
from web.forms.typed_form import TypedForm
from web.slip_forms import slot_of

PERSON = number_within(1, LARGEST_ID)


class RulingWord(StrEnum):
    """What may be decided; ``punches``: as they say, after all."""

    DECIDED = "decided"
    MISSING = "missing"
    ABSENT = "absent"
    PUNCHES = "punches"


def person_and_slot(text: str) -> SlotOfPerson:
    """12 2026-10-12 arrival 上午. Raises ValueError."""
    staff_id, _, slot = text.partition(" ")
    return PERSON(staff_id), slot_of(slot)


class RulingsQuery(TypedForm):
    staff = LenientField(PERSON, None)


class RulingForm(TypedForm):
    places = {"ruled_slots": "slots", "slip_reason": "reason"}

    staff = OptionalField(PERSON, refusal="staff")
    slots = TickedField(person_and_slot, refusal="ruled_slots")
    verdict = WordField(RulingWord, refusal="verdict")
    reason = TextField()

    @property
    def ruled(self) -> Verdict | None:
        word = self.verdict.value
        return None if word is RulingWord.PUNCHES else Verdict(word)
