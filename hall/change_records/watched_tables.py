"""Which tables are watched, what in them is one thing, and what of it nobody keeps.

A secret is never kept, nor what changes by itself while the hall is open: who sits at a window is
no change of the window.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WatchedTable:
    """``key`` are the columns that say which thing it is; rows with the same key are one thing."""

    key: tuple[str, ...] = ("id",)
    unkept: frozenset[str] = frozenset()
    secret_entries: frozenset[str] = frozenset()


def _without(*columns: str) -> WatchedTable:
    return WatchedTable(unkept=frozenset({"position", *columns}))


WATCHED: Mapping[str, WatchedTable] = {
    "setting": WatchedTable(("name",), secret_entries=frozenset({"kiosk_pin"})),
    "opening_hours": WatchedTable(("window_id",), frozenset({"id"})),
    "calendar_day": WatchedTable(("day", "source")),
    "quota": WatchedTable(("service_id", "half")),
    "service": _without(),
    "window": _without("paused", "clerk_id", "desk_id"),
    "window_service": WatchedTable(("window_id",)),
    "priority": _without(),
    "pause_reason": _without(),
    "screen": _without("formerly", "blanked_at"),
    "paper_layout": WatchedTable(("kind",), frozenset({"changed_at"})),
    "staff": _without("password", "pin", "must_change_password", "photo"),
    "staff_service": WatchedTable(("staff_id",)),
}
