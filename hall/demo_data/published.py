"""The demonstration's items and notices, as its files write them and as the tables keep them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hall.catalogue.actions import fill
from hall.catalogue.import_export.material_cells import materials_in
from hall.catalogue.import_export.step_cells import steps_in
from hall.catalogue.model import DISCLOSURES, Item
from hall.catalogue.terms import ItemState, Module
from hall.clock import HALL_ZONE
from hall.line.model import Service, Window
from hall.notices.model import BOARD_PAGES, Notice, NoticeKind
from hall.notices.notice_life import NoticeState

#: The notices of the demonstration have always been public.
OPENED = datetime(2019, 8, 1, tzinfo=HALL_ZONE)


def demo_notice(position: int, entry: dict[str, Any]) -> Notice:
    """Public since 2019; one with the title of a board's page becomes that page."""
    kind = NoticeKind.BOARD if entry["title"] in BOARD_PAGES else NoticeKind.TEXT
    return Notice(
        position=position, starts_at=OPENED, kind=kind, state=NoticeState.PUBLISHED, **entry
    )


def demo_item(
    position: int,
    entry: dict[str, Any],
    services: Mapping[str, Service],
    windows: Mapping[str, Window],
) -> Item:
    """Published already. Raises KeyError for a service or window that the hall has not."""
    values: dict[str, Any] = {name: entry[name].strip() for name in DISCLOSURES}
    if rows := materials_in(values["materials"]):
        values |= {"material_rows": rows, "materials": ""}
    return fill(
        Item(),
        {
            **values,
            "position": position,
            "code": entry["code"],
            "name": entry["name"],
            "english_name": entry.get("english_name", ""),
            "module": Module(entry["module"]),
            "state": ItemState.PUBLISHED,
            "field": entry["field"],
            "life_events": entry.get("life_events", []),
            "aliases": entry["aliases"],
            "service": services[entry["service"]],
            "steps": [
                {**step, "window": windows[step["window"]]}
                for step in steps_in(entry.get("steps", ""))
            ],
        },
    )
