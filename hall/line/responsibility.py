"""Who answers for a ticket: the one rule by which nobody is ever stranded.

Every living ticket is on the desk of at least one clerk who sits there and may act on it; where
there is none, the office and the duty desk are told (``unattended.py``):

* in line: whoever calls its service; one that was sent to a window alone, the desk that serves
  this window. That holds only as long as the desk calls the service: a clerk who was relieved by
  one without the skill, or went home, leaves the visitor to everybody.
* called, served, parked, missed: the desk that serves the window it is with, whatever its clerk
  can do. Where nobody sits any more, and nobody covers it, whoever calls its service.

A program that calls without a clerk answers for its visits itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StaffedDesk:
    """Where somebody sits, by ids: the windows served from there, and what may be called."""

    window: int
    windows: frozenset[int]
    services: frozenset[int]


@dataclass(frozen=True, slots=True)
class LivingTicket:
    """A visit that is not over, by ids; ``sent_to`` is of the line, ``held_at`` of all others."""

    service: int
    sent_to: int | None = None
    held_at: int | None = None


def desks_in_charge(ticket: LivingTicket, desks: Sequence[StaffedDesk]) -> list[StaffedDesk]:
    """The desks whose clerk may act on it; none where it is stranded."""
    able = [desk for desk in desks if ticket.service in desk.services]
    if ticket.held_at is not None:
        return [desk for desk in desks if ticket.held_at in desk.windows] or able
    return [desk for desk in able if ticket.sent_to in desk.windows] or able
