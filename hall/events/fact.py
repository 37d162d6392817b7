"""What a fact is, and how it is read back from the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

KINDS: dict[str, type["Event"]] = {}


@dataclass(frozen=True, slots=True)
class Event:
    """Base of every fact."""

    kind: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.kind = cls.__name__
        KINDS[cls.kind] = cls

    def details(self) -> dict[str, Any]:
        """Its fields by name, as JSON values: what the journal keeps besides kind, time, actor."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def read_back(kind: str, details: Mapping[str, Any]) -> Event | None:
    """The fact of a journal row; None for one this version does not know.

    Fields that were dropped since are passed over.
    """
    cls = KINDS.get(kind)
    if cls is None:
        return None
    known = {field.name for field in fields(cls)}
    try:
        return cls(**{name: value for name, value in details.items() if name in known})
    except TypeError:  # a field is missing: written by hand, or by no version of ours
        return None
