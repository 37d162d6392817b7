"""Years of tickets, with journal and slips, for a hall that has only its demonstration data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from hall import journal
from hall.catalogue.model import DISCLOSURES, Item
from hall.catalogue.terms import ItemState, Module
from hall.clock import HALL_ZONE, hall_day
from hall.database import open_database
from hall.events import Event, SlipPrinted, TicketCalled, TicketFinished, TicketIssued
from hall.line.model import Service, Ticket, Window
from hall.line.ticket_life import TicketState
from hall.machines import PrintProof
from hall.slips.model import PaperSlip, PrintStage

A_DAY = 500
OPENS = time(8, 30)
GUIDE = "依照有关规定办理，材料齐全的当场受理。" * 5

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PastTicket:
    """One finished visit of a day long gone."""

    ticket_id: int
    sequence: int
    day: date
    service: Service
    window: Window

    @property
    def at(self) -> datetime:
        opened = datetime.combine(self.day, OPENS, HALL_ZONE)
        return (opened + timedelta(minutes=self.sequence)).astimezone(UTC)

    @property
    def number(self) -> str:
        return f"{self.service.prefix}{self.sequence:03d}"

    def ticket(self) -> dict[str, Any]:
        return {
            "id": self.ticket_id,
            "code": f"old-{self.ticket_id}",
            "day": self.day,
            "sequence": self.sequence,
            "number": self.number,
            "service_id": self.service.id,
            "first_service_id": self.service.id,
            "source": "kiosk",
            "state": TicketState.FINISHED,
            "window_id": self.window.id,
            "calls": 1,
            "place": float(self.ticket_id),
            "issued_at": self.at,
            "called_at": self.at,
            "closed_at": self.at,
            "request_key": f"old-{self.ticket_id}",
        }

    def slip(self) -> dict[str, Any]:
        return {
            "ticket_id": self.ticket_id,
            "stage": PrintStage.PRINTED,
            "wanted_at": self.at,
            "changed_at": self.at,
            "proof": PrintProof.CONFIRMED,
        }

    def facts(self) -> Iterator[Event]:
        who: dict[str, Any] = {"ticket_id": self.ticket_id, "number": self.number}
        where = {**who, "service": self.service.prefix, "window": self.window.name}
        yield TicketIssued(**who, service=self.service.prefix, source="kiosk")
        yield SlipPrinted(**who, proof=PrintProof.CONFIRMED)
        yield TicketCalled(**where, turn=1)
        yield TicketFinished(**where)


def age(database: Path, count: int) -> None:
    """Add so many finished visits, on the days up to yesterday."""
    records = open_database(f"sqlite:///{database}")
    try:
        with records.writing() as session:
            after = journal.tail(session)
            for visits in _days(session, count):
                session.execute(insert(Ticket), [visit.ticket() for visit in visits])
                session.execute(insert(PaperSlip), [visit.slip() for visit in visits])
                after = _write_down(session, after, visits)
    finally:
        records.close()


def _days(session: Session, count: int) -> Iterator[list[PastTicket]]:
    services = session.scalars(select(Service).order_by(Service.id)).all()
    windows = {service.id: service.windows[0] for service in services}
    days = -(-count // A_DAY)
    first = hall_day(datetime.now(UTC)) - timedelta(days=days)
    for ago in range(days):
        visits = []
        for turn in range(min(A_DAY, count - ago * A_DAY)):
            service = services[turn % len(services)]
            ticket_id, sequence = ago * A_DAY + turn + 1, turn // len(services) + 1
            day = first + timedelta(days=ago)
            visits.append(PastTicket(ticket_id, sequence, day, service, windows[service.id]))
        yield visits


def _write_down(session: Session, after: journal.Tail, visits: list[PastTicket]) -> journal.Tail:
    """As ``journal.append`` does, many rows at a time."""
    rows: Rows = []
    for visit in visits:
        for fact in visit.facts():
            seq, details = after.seq + 1, fact.details()
            spelled = journal.fingerprint(after.hash, seq, visit.at, "kiosk", fact.kind, details)
            rows.append(
                {"seq": seq, "at": visit.at, "actor": "kiosk", "kind": fact.kind,
                 "details": details, "previous": after.hash, "hash": spelled}
            )  # fmt: skip
            after = journal.Tail(seq, spelled, visit.at)
    session.execute(insert(journal.JournalEntry), rows)
    return after


def fill_catalogue(database: Path, count: int) -> None:
    """Add so many items, each with a guide of the usual length."""
    records = open_database(f"sqlite:///{database}")
    try:
        with records.writing() as session:
            session.execute(insert(Item), [_item(number) for number in range(1, count + 1)])
    finally:
        records.close()


def _item(number: int) -> dict[str, Any]:
    return {
        "code": f"BENCH-{number:05d}",
        "name": f"第{number}号社会保险登记和待遇申领",
        "module": Module.APPLY,
        "state": ItemState.PUBLISHED,
        "field": "社会保险",
        "aliases": ["医保卡", "养老金", f"第{number}号"],
        "position": number,
        **dict.fromkeys(DISCLOSURES, GUIDE),
    }
