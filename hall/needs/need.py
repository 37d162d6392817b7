"""One thing that needs somebody, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class NeedKind(StrEnum):
    """What it is about; the gravest first, and so they stand on the page."""

    POWER = "power"  # the emergency power carries the hall
    DISK = "disk"
    CLOCK = "clock"
    UNATTENDED = "unattended"  # people wait whom nobody can call
    SILENT_CALL = "silent_call"  # a window called, and nothing was pressed since
    LONG_WAIT = "long_wait"
    MACHINE_LOST = "machine_lost"
    SLIP_IN_DOUBT = "slip_in_doubt"  # may not be out: a person decides about another
    SLIPS_DELAYED = "slips_delayed"  # come by themselves when the printer can
    UNHEARD = "unheard"  # calls that nobody heard
    NO_VOICE = "no_voice"  # no screen may sound
    SCREEN = "screen"
    SCREEN_STRAIN = "screen_strain"  # a screen's computer is hot, or out of memory or disk
    FORGOTTEN = "forgotten"  # in service for hours
    LEFT_OVER = "left_over"  # people of the last day
    PAPER_LOW = "paper_low"
    MACHINE_UNKNOWN = "machine_unknown"  # takes bytes and never answered
    UNOPENED = "unopened"  # somebody is here, and their window is not open
    CASES = "cases"  # opinions and bad ratings to be answered
    ISSUE = "issue"  # the next issue of a periodic notice
    REVIEW = "review"  # notices that wait for somebody's approval
    LEAVE = "leave"  # slips that wait for this person's decision
    PUNCHES = "punches"  # set aside
    KNOWN_PASSWORDS = "known_passwords"  # of the demonstration, in everybody's reach
    BACKUP = "backup"
    UPGRADE = "upgrade"  # a new version was not well, and the old one is back


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """``said`` holds what the sentence and the press are about, by name."""

    kind: NeedKind
    is_urgent: bool = True  # people wait for it, or a time limit is over
    since: datetime | None = None  # None: not known, or of no moment
    said: Mapping[str, Any] = field(default_factory=dict)
