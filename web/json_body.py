"""JSON that a program or a page of ours posts, read once into a type of msgspec.

What does not fit is refused with the field and its mistake as codes; web/sentences makes a
sentence of them. Unknown fields are refused where the type forbids them, else left out.
"""

import re
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from flask import request

from hall.clock import local
from hall.errors import Malformed

#: NUL, and half a surrogate pair: not every database takes those.
NO_TEXT = re.compile("[\x00\ud800-\udfff]")
Body = TypeVar("Body")

LONGEST_NAME = 40  # of a field that nobody knows, as far as it is repeated in the answer

#: What msgspec says, and our code for it; a test holds each sentence of it against this list.
MISTAKES = (
    (re.compile(r"^Object missing required field `(?P<field>[^`]*)`"), "missing"),
    (re.compile(r"^Object contains unknown field `(?P<field>.*?)`"), "unknown"),
    (re.compile(r"^Expected `[^`]*`, got `null`"), "null"),
    (re.compile(r"^Expected `str` of length <= (?P<longest>\d+)"), "too_long"),
    (re.compile(r"^Expected `array` of length <= (?P<longest>\d+)"), "too_many"),
    (re.compile(r"^Expected `str` matching regex"), "characters"),
    (re.compile(r"^Expected `(?P<wanted>\w+)[^`]*`, got"), "type"),
    (re.compile(r"^(?P<mistake>null|moment) - at"), ""),  # our own: of an IsoMoment
)
AT = re.compile(r" - at `\$\.?(?P<path>.*)`$")


class IsoMoment:
    """A moment as programs write it: ISO 8601 with offset, and one that exists in the hall's zone.

    Wider than RFC 3339, which msgspec reads by itself: Java leaves out seconds that are zero.
    """

    __slots__ = ("at",)

    def __init__(self, at: datetime) -> None:
        self.at = at


def posted(kind: type[Body]) -> Body:
    """The body of this request; what is no JSON is refused like JSON of another shape."""
    try:
        said = request.get_json(silent=True)
    except RecursionError:  # brackets by the ten thousand
        said = None
    return typed(said, kind)


def typed(said: object, kind: type[Body]) -> Body:
    """What was said as a value of this type. Raises Malformed, which names the field."""
    if field := _with_no_text(said):
        raise Malformed(field=field, mistake="characters")
    try:
        return msgspec.convert(said, kind, dec_hook=_read)
    except msgspec.ValidationError as error:
        raise _refused(str(error), kind) from None
    except RecursionError:
        raise Malformed(field="json", mistake="value") from None


def _with_no_text(said: object) -> str | None:
    """A field with one of those characters in it."""
    left = [("json", said)]
    while left:
        name, value = left.pop()
        if isinstance(value, str) and NO_TEXT.search(value):
            return name
        if isinstance(value, list):
            left += [(name, part) for part in value]
        elif isinstance(value, dict):
            left += [(name, key) for key in value]
            left += value.items()
    return None


def _read(kind: type[Any], said: object) -> object:
    if kind is not IsoMoment:
        raise NotImplementedError(kind)
    if said is None:
        raise ValueError("null")
    try:
        at = datetime.fromisoformat(str(said))
        local(at)
    except (ValueError, OverflowError):
        raise ValueError("moment") from None
    if at.tzinfo is None:
        raise ValueError("moment")
    return IsoMoment(at)


def _refused(said: str, kind: type[Any]) -> Malformed:
    where = AT.search(said)
    path = where["path"] if where else ""
    details: dict[str, object] = {"mistake": "value"}
    for spelling, mistake in MISTAKES:
        if found := spelling.match(said):
            details = {"mistake": mistake, **found.groupdict()}
            break
    if "longest" in details:
        details["longest"] = int(str(details["longest"]))
    field = ".".join(part for part in (path, str(details.pop("field", ""))) if part)
    if field:
        details["field"] = field[:LONGEST_NAME]
    if details["mistake"] == "null" and field in _needed(kind).split(", "):
        details["needed"] = True  # leaving it out is no way
    if details["mistake"] in ("missing", "unknown") or not field:
        details["expected"] = _needed(kind)
    return Malformed(**details)


def _needed(kind: type[Any]) -> str:
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return ""
    fields = msgspec.structs.fields(kind)
    return ", ".join(sorted(field.encode_name for field in fields if field.required))
