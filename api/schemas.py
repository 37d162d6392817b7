"""JSON Schema of the types that the access port reads and writes, by the names of its description.

``TicketAnswer`` is called Ticket there: programs made from the description know that name.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from web.json_body import IsoMoment

Shape = dict[str, Any]

_REFERENCE = "#/components/schemas/"
#: A class's name and docstring are for its readers, not for programs elsewhere.
_OF_THE_CODE = ("title", "description")


def reference(kind: type[msgspec.Struct]) -> Shape:
    return {"$ref": _REFERENCE + _described(kind.__name__)}


def schemas(kinds: Iterable[type[msgspec.Struct]]) -> Shape:
    """Of these and of what they hold; the words of an enumeration stand where they are used."""
    _, found = msgspec.json.schema_components(
        kinds, schema_hook=_of_own, ref_template=_REFERENCE + "{name}"
    )
    return {
        _described(name): _written_out(schema, found)
        for name, schema in found.items()
        if "enum" not in schema
    }


def schema_of(kind: Any) -> Shape:
    """Of a plain type, such as a parameter's."""
    schema: Shape = msgspec.json.schema(kind)
    return schema


def _of_own(kind: type[Any]) -> Shape:
    if kind is IsoMoment:
        return {"type": "string", "format": "date-time"}
    raise NotImplementedError(kind)


def _described(name: str) -> str:
    return name.removesuffix("Answer")


def _written_out(part: Any, found: Shape) -> Any:
    if isinstance(part, list):
        return [_written_out(element, found) for element in part]
    if not isinstance(part, dict):
        return part
    written = {
        name: _written_out(value, found)
        for name, value in part.items()
        if name not in _OF_THE_CODE or not isinstance(value, str)  # a field may be called title
    }
    name = str(part.get("$ref", "")).removeprefix(_REFERENCE)
    if not name:
        return written
    if words := found[name].get("enum"):
        return {"enum": written.get("enum", words)}
    return {**written, "$ref": _REFERENCE + _described(name)}
