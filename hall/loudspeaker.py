"""What the hall asks of its voice, and the rules the office gives it.

announcer/voice/ plays this part, as devices/ play those of hall/machines.py. Values and pure
rules only, so that the announcer may know them (ADR 0013).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol

from hall.clock import local

#: The server's own sound card, where otherwise the name of a screen stands.
SERVER = "server"
#: This hall has no loudspeaker, and nobody need be told so with every call.
NOBODY = "off"
#: What the hall itself can say, in the order of a day; "emergency" and "test" have no hour.
TIMED = ("opening", "lunch", "closing")
SAYABLE = (*TIMED, "emergency", "test")
#: A server that starts later than this after the hour does not say it any more.
LATEST_MINUTES = 5
LONGEST_TEXT = 120
MOST_REPEATS = 3
LOUDEST_PERCENT = 100
NOON, AFTERNOON = time(12), time(14)
#: What a screen may be called, where it can play.
PLACE = re.compile(r"[\w-]{1,40}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRules:
    """How calls are read out at one moment."""

    voice: str = ""
    second: str = ""  # another language or dialect, set after the first
    repeats: int = 2
    yao: bool = False  # 幺 for 1
    chosen: str = ""  # who plays: a screen's name, SERVER, NOBODY, or "" for any screen
    volume: int = 80  # percent
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceState:
    """What the office and the counters see."""

    now: str = ""  # the caption of what is being said
    waiting: tuple[str, ...] = ()  # captions
    still_to_call: frozenset[int] = frozenset()  # tickets among them
    players: tuple[str, ...] = ()  # the places that can play, the first one does
    last_heard: datetime | None = None
    last_unheard: datetime | None = None
    unheard: frozenset[int] = frozenset()  # tickets whose latest call nobody heard


class Loudspeaker(Protocol):
    def state(self) -> VoiceState:
        """What is said, waits and was heard, as of now."""

    def voices(self) -> Sequence[str]:
        """Names of the voices that are there; any of them fits the setting ``voice``."""

    def sound(self, name: str) -> bytes | None:
        """A sound by its name, as the screens ask for it; None for one that is not there."""

    def at_the_kiosk(self, name: str) -> bytes | None:
        """What a kiosk says to the person before it; None in quiet hours and for other names."""

    def at_the_timeclock(self, name: str) -> bytes | None:
        """What a timeclock says: punched, again or already; also in quiet hours. None where no
        voice has a clip of it."""

    def say(self, name: str) -> None:
        """Add one of SAYABLE to what is said; returns at once."""

    def say_text(self, text: str) -> bool:
        """Say any text, made first, which takes seconds; False if it cannot be made."""

    def can_say_any_text(self) -> bool:
        """Whether there is an engine that makes sound of text."""

    def report(self, player: str, announcement: int, what: str) -> None:
        """A player says of its announcement that it ``what``: began, ended or failed; or of
        itself that it is able again."""


def rules_at(now: datetime, settings: Mapping[str, str]) -> VoiceRules:
    """The rules of a moment, from the office's settings (names as in hall/settings.py)."""
    at = local(now).time()
    part = "morning" if at < NOON else "noon" if at < AFTERNOON else "afternoon"
    return VoiceRules(
        voice=settings["voice"],
        second=settings["voice_second"],
        repeats=int(settings["voice_repeats"]),
        yao=settings["voice_one"] == "yao",
        chosen=settings["voice_player"],
        volume=int(settings[f"voice_volume_{part}"]),
        quiet=_within(at, settings["voice_quiet_from"], settings["voice_quiet_until"]),
    )


def _within(at: time, start: str, end: str) -> bool:
    """Also over midnight; without both ends there are no quiet hours."""
    if not start or not end:
        return False
    begin, finish = time.fromisoformat(start), time.fromisoformat(end)
    return begin <= at < finish if begin <= finish else at >= begin or at < finish


def is_clock(text: str) -> bool:
    """Whether it is a time of day as HH:MM."""
    return bool(_CLOCK.fullmatch(text))


def due(before: datetime, now: datetime, settings: Mapping[str, str]) -> list[str]:
    """What the hall says by itself because its hour came since ``before``, on the same day."""
    earlier, later = local(before), local(now)
    return [
        name
        for name in TIMED
        if (clock := settings[f"say_{name}_at"])
        and earlier < (hour := datetime.combine(later, time.fromisoformat(clock), later.tzinfo))
        and hour <= later
        and (later - hour).total_seconds() < LATEST_MINUTES * 60
    ]
