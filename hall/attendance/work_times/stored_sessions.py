"""Sessions of a timetable as JSON, and back: the rules' own fields, times in seconds."""

from collections.abc import Sequence
from typing import Any

import msgspec

from hall.attendance.rules.timetable import WorkSession


def to_json(sessions: Sequence[WorkSession]) -> list[dict[str, Any]]:
    """As ``from_json`` reads them."""
    stored: list[dict[str, Any]] = msgspec.json.decode(msgspec.json.encode(sessions))
    return stored


def from_json(stored: Sequence[dict[str, Any]]) -> tuple[WorkSession, ...]:
    """Raises msgspec.ValidationError for what no version of ours wrote."""
    return tuple(msgspec.convert(session, WorkSession) for session in stored)
