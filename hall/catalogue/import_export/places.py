"""The services and windows of the hall, found by the names people write into a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from hall.catalogue.import_export.cells import Cells
from hall.line.model import Service, Window
from hall.line.queries import services, windows
from hall.list_entries import entries


@dataclass(frozen=True, slots=True)
class Places:
    """What the hall has, by the names people write: services by letter and name, windows."""

    services: Mapping[str, Any]
    windows: Mapping[str, Any]


def find_places(cells: Cells, values: dict[str, Any], places: Places) -> None:
    """Put services and windows where their names stand; a remark where there is none such."""
    if "service" in values:
        wanted = values["service"]
        values["service"] = places.services.get(wanted) if wanted else None
        if wanted and values["service"] is None:
            cells.remark("no_such_service", said=wanted)
    for step in values.get("steps", ()):
        wanted = step["window"]
        step["window"] = places.windows.get(wanted) if wanted else None
        if wanted and step["window"] is None:
            cells.remark("no_such_window", said=wanted)


def places_of(session: Session) -> Places:
    """Services by name and by letter, windows by name; what is retired may come back."""
    known = [*services(session), *entries(session, Service, in_use=False)]
    places = [*windows(session), *entries(session, Window, in_use=False)]
    return Places(
        services={key: service for service in known for key in (service.name, service.prefix)},
        windows={window.name: window for window in places},
    )
