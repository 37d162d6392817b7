"""A screen as it will be: what its page's address, and the office's page of previews, ask for."""

from datetime import datetime

from hall.base import LARGEST_ID
from hall.clock import HALL_ZONE
from web.forms.fields import LenientField, OptionalField, number_within
from web.forms.typed_form import TypedForm


def moment_in_zone(text: str) -> datetime:
    """As programs write it; without an offset it is the hall's clock."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=HALL_ZONE)


class PreviewQuery(TypedForm):
    """``draft`` is a notice that is shown alone, whatever its stage and time; 0: one with nothing
    in it yet."""

    at = OptionalField(moment_in_zone, refusal="moment")
    draft = LenientField[int | None](number_within(0, LARGEST_ID), None)


class FramedQuery(TypedForm):
    framed = LenientField(str, "")


def is_framed() -> bool:
    """Whether the page stands in a frame of the office."""
    return FramedQuery.read_query().framed.is_there
