"""What ``hall devices``, the device agent on another computer, posts of its machines."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from hall.machines import PadPress, PadRating
from web.json_body import typed

#: Thirty years, in seconds: more than a touch can be old, and less than a date can bear.
LONGEST_AGE = 10**9


class AskedBody(Struct, frozen=True, kw_only=True):
    """How its machine is, and for how many seconds it waits for something to do."""

    told: dict[str, Any]
    wait: Annotated[float, Meta(ge=0)]


class TouchBody(Struct, frozen=True, kw_only=True):
    page: int | None
    score: int
    age_seconds: Annotated[float, Meta(le=LONGEST_AGE)]
    mark: str | None = None


def word_from(told: dict[str, Any]) -> PadPress | PadRating:
    """What a pad said. Raises Malformed for what none says."""
    return typed(told, PadRating) if "grade" in told else typed(told, PadPress)
