"""What programs post to the access port."""

from typing import Annotated, TypeVar

from flask import request
from msgspec import UNSET, Meta, Struct, UnsetType
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from hall.line.visit_steps import LONGEST_NOTE
from web.json_body import IsoMoment, typed

Body = TypeVar("Body")
Value = TypeVar("Value")

LONGEST_KEY = 128  # of the header Idempotency-Key
Note = Annotated[str, Meta(max_length=LONGEST_NOTE, pattern="^[^\\x00]*$")]


class TakeBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    service: str
    item: str | UnsetType = UNSET


class ParkBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: Note = ""
    back_at: IsoMoment | UnsetType = UNSET


class TransferBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    service: str
    note: Note = ""
    window: str | UnsetType = UNSET


def body_as(kind: type[Body]) -> Body:
    """Refused as HTTP has it where it is no JSON, and as Malformed where it is of another shape."""
    if not request.is_json:
        raise UnsupportedMediaType()
    try:
        said = request.get_json()
    except RecursionError:  # brackets by the ten thousand
        raise BadRequest() from None
    return typed(said, kind)


def given(value: Value | UnsetType) -> Value | None:
    return None if isinstance(value, UnsetType) else value
