"""What a screen says of itself, and what is known after one more beat. Pure; judging.py judges it.

A browser cannot see the glass. What it can say honestly: how many pictures it drew in the last
ten seconds, how bright what it paints is (of pictures and films the pixels, of everything else
the colours that its style gives), how far its film has come, and up to which fact of the journal
its notices are right. A panel whose lamp is dead says all of this too, and is well: only
somebody who looks at it can tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from hall.screens.computer_strain import ComputerReadings

#: How often a screen says what it paints; its page hands this on to the script.
BEAT_SECONDS = 10
#: All screens paint at once; within so long each says so, at a moment of its own.
BEAT_SPREAD_SECONDS = 1.5
#: Two beats may be lost; after the third the screen counts as off.
SILENCE = timedelta(seconds=3 * BEAT_SECONDS + 2)
#: A picture is drawn at least so often in ten seconds, or the screen stands still.
FEWEST_FRAMES = 5
#: Of 255, as a mean over the whole picture: below this nobody sees anything.
DARK = 6
#: So many pages at one screen's address are told apart.
MOST_PAGES = 8


class Condition(StrEnum):
    """Gravest first."""

    OFF = "off"  # has not said anything for half a minute, or ever
    BLACK = "black"  # paints nothing that could be seen, and was not told to
    STALE = "stale"  # shows what was true before something was taken down or put up
    FROZEN = "frozen"  # says so, and draws nothing, or its film does not go on
    OLD = "old"  # runs an older version of the program
    MUTE = "mute"  # may not sound, and is one of those that call
    DARK = "dark"  # the office told it to be
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a screen says every ten seconds, and whenever it has painted something new."""

    at: datetime
    painted: int  # the journal's row up to which its notices are right
    item: int | None = None  # the notice that is on it
    frames: int | None = 0  # drawn in ten seconds; None while it is too early to tell
    version: str = ""
    width: int = 0
    height: int = 0
    mute: bool = False
    brightness: int | None = None  # 0 to 255; None where the browser could not tell
    film_ms: int | None = None  # how far its film has come; None while none plays
    open_seconds: int = 0  # since the page was loaded
    blanked: bool = False  # it is dark because it was told to
    page: str = ""  # which opening of the screen's address says so; two computers may have it open
    address: str = ""  # the computer's, in the hall's network
    computer: ComputerReadings | None = None  # None: nothing beside the browser tells

    @property
    def opened_at(self) -> datetime:
        """When its page was loaded, by the server's clock; exact to a second."""
        return self.at - timedelta(seconds=self.open_seconds)

    @property
    def is_dark(self) -> bool:
        """Paints nothing that could be seen, and was not told to."""
        return self.brightness is not None and self.brightness < DARK and not self.blanked


@dataclass(frozen=True, slots=True)
class Account:
    """The last beat, and since when each thing that is wrong has been so."""

    beat: Heartbeat
    since: Mapping[Condition, datetime] = field(default_factory=dict)
    others: tuple[Heartbeat, ...] = ()  # of other pages at this address, each one's last

    def pages(self, now: datetime) -> list[Heartbeat]:
        """What has this screen's address open at present, the one that has it longest first."""
        there = [page for page in (self.beat, *self.others) if now - page.at <= SILENCE]
        return sorted(there, key=lambda page: page.opened_at)


def following(before: Account | None, beat: Heartbeat) -> Account:
    """What is known after one more beat."""
    wrong = _seen_in(before.beat if before else None, beat)
    known = before.since if before else {}
    if before and beat.at - before.beat.at > SILENCE:
        known = {}
    since = {condition: known.get(condition, beat.at) for condition in wrong}
    return Account(beat, since, _others(before, beat) if before else ())


def _others(before: Account, beat: Heartbeat) -> tuple[Heartbeat, ...]:
    """Not the one that this page took the place of: it has said nothing since."""
    opened = beat.opened_at + timedelta(seconds=2)  # told in whole seconds
    pages = [page for page in before.pages(beat.at) if page.page != beat.page]
    return tuple(page for page in pages if page.at > opened)[-MOST_PAGES:]


def _seen_in(before: Heartbeat | None, beat: Heartbeat) -> set[Condition]:
    wrong = set()
    if beat.is_dark:
        wrong.add(Condition.BLACK)
    if _draws_nothing(beat) or (before is not None and _film_stands(before, beat)):
        wrong.add(Condition.FROZEN)
    if beat.mute:
        wrong.add(Condition.MUTE)
    return wrong


def _draws_nothing(beat: Heartbeat) -> bool:
    return beat.frames is not None and beat.frames < FEWEST_FRAMES


def _film_stands(before: Heartbeat, beat: Heartbeat) -> bool:
    """Two beats in a row at the same place of the same film; those in between do not count."""
    apart = beat.at - before.at >= timedelta(seconds=BEAT_SECONDS / 2)
    same = beat.film_ms is not None and beat.film_ms == before.film_ms and beat.item == before.item
    return apart and same and not beat.blanked
