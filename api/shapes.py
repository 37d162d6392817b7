"""How the hall's things look as JSON. Times are ISO 8601 in the hall's zone, with offset."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from hall.catalogue.content import material_values, step_values
from hall.catalogue.model import Item
from hall.clock import local
from hall.hours.service_status import ServiceStatus
from hall.journal import JournalEntry
from hall.line.model import Service, Ticket
from hall.notices.model import Notice
from hall.wait_forecast.day_minutes import moment_at
from hall.wait_forecast.rules.forecast import Forecast, ForecastKind
from web import sentences

Shape = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    return local(at).isoformat() if at else None


def ticket(each: Ticket, ahead: int) -> Shape:
    return {
        "id": each.id,
        "number": each.number,
        "service": each.service.prefix,
        "state": each.state,
        "window": each.window.name if each.window else None,
        "ahead": ahead,
        "calls": each.calls,
        "item": each.item_code,
        "issued_at": moment(each.issued_at),
        "called_at": moment(each.called_at),
        "serving_at": moment(each.serving_at),
        "closed_at": moment(each.closed_at),
        "back_at": moment(each.back_at),
    }


def ticket_with_note(each: Ticket, ahead: int) -> Shape:
    """For whoever acts at a window: the note is not for public screens, which only read."""
    return {**ticket(each, ahead), "note": each.note}


def forecast(said: Forecast | None, day: date) -> Shape | None:
    """When somebody will be called; None where nothing honest can be said."""
    if said is None:
        return None
    return {
        "outlook": said.outlook,
        "made_at": moment(moment_at(day, said.made_at)),
        "minutes": [said.low, said.high] if said.outlook is ForecastKind.TODAY else None,
        "at_most": moment(moment_at(day, said.at_most)) if said.at_most is not None else None,
        "opens": moment(moment_at(day, said.opens)) if said.opens is not None else None,
        "sentence": sentences.forecast(said),
    }


def service(each: Service, waiting: int) -> Shape:
    return {
        "prefix": each.prefix,
        "name": each.name,
        "about": each.about,
        "windows": [window.name for window in each.windows],
        "waiting": waiting,
    }


def standing(each: ServiceStatus) -> Shape:
    """Whether numbers are given now; a program's kiosk says it before the touch."""
    return {"standing": each.state, "opens": moment(each.opens)}


def item(each: Item) -> Shape:
    return {"code": each.code, "name": each.name, "module": each.module, "field": each.field}


def guide(each: Item) -> Shape:
    return {
        **item(each),
        "aliases": each.aliases,
        "service": each.service.prefix if each.service else None,
        "disclosures": dict(each.disclosures),
        "life_events": each.life_events,
        "materials": [material_values(row) for row in each.material_rows],
        "steps": [step_values(step) for step in each.steps],
    }


def notice(each: Notice) -> Shape:
    return {
        "id": each.id,
        "title": each.title,
        "category": each.category,
        "body": each.body,
        "kind": each.kind,
        "level": each.level,
        "letterhead": each.letterhead,
        "paper_number": each.paper_number,
        "files": [f"/notices/files/{file.name}" for file in each.files],
        "starts_at": moment(each.starts_at),
        "ends_at": moment(each.ends_at),
    }


def entry(each: JournalEntry) -> Mapping[str, Any]:
    """A row of the journal; with it anyone can compute the hash again (docs/api.md)."""
    return {
        "seq": each.seq,
        "at": each.at.isoformat(timespec="microseconds"),
        "actor": each.actor,
        "kind": each.kind,
        "details": each.details,
        "previous": each.previous,
        "hash": each.hash,
    }
