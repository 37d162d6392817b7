"""The hall's one queue of announcements: what is said now, by whom, and what comes after it.

Pure: moments come in as seconds, news goes out as values, nothing here waits or plays.

* Nothing overlaps: the next one is offered when the one before has ended, or was given up.
* Nothing is dropped: it is heard whole, or it is told that nobody heard it (Unheard). Left out
  is only who came to the window meanwhile; calling a ticket again takes its older call's place.
* A recall goes before first calls, but none of them is passed twice: whoever is called for the
  first time has not heard of it yet.
* While others wait, a call is said once (``brief``): six of one moment would take a minute.
* Nothing is cut off: who comes to the window while their number is being read out changes nothing.
* A player must say soon that it began, and in time that it ended. One that does not is passed
  over for a while, and the next one says the whole of it.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

#: How soon a player must have begun while there is another one to ask instead.
BEGINS_WITHIN_SECONDS = 1.2
#: How long the last one may take, from the first offer: a clerk is to know within 3 seconds.
TOLD_WITHIN_SECONDS = 2.5
#: How much longer than its sound an announcement may take.
ENDS_WITHIN_SECONDS = 2.5
#: How long a number stands large on the screens when nothing is to be heard.
SHOWN_SECONDS = 3.0
PASSED_OVER_SECONDS = 60.0
MOST_PLAYERS = 64


class Urgency(IntEnum):
    EMERGENCY = 0
    RECALL = 1
    CALL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedAnnouncement:
    id: int
    caption: str
    sound: str = ""  # its name; "" is only shown
    seconds: float = 0.0
    brief: str = ""  # the same, said once; "" for what is never shortened
    brief_seconds: float = 0.0
    urgency: Urgency = Urgency.CALL
    ticket_id: int | None = None
    number: str = ""
    window: str = ""

    def shortened(self) -> "QueuedAnnouncement":
        return replace(self, sound=self.brief, seconds=self.brief_seconds) if self.brief else self


@dataclass(frozen=True, slots=True)
class Player:
    name: str  # of one page, or the server's sound card
    place: str  # what the office chooses by: the name of a screen, or "server"


@dataclass(frozen=True, slots=True)
class Offer:
    """To be played now; None: nobody can, it is only shown."""

    announcement: QueuedAnnouncement
    player: Player | None


@dataclass(frozen=True, slots=True)
class Unheard:
    """Nobody could play it, at least for now."""

    announcement: QueuedAnnouncement


@dataclass(frozen=True, slots=True)
class Heard:
    """Played to its end."""

    announcement: QueuedAnnouncement
    player: Player


News = Offer | Unheard | Heard


@dataclass(slots=True)
class _Turn:
    announcement: QueuedAnnouncement
    player: Player | None = None
    since: float = 0.0  # of the offer
    first: float | None = None  # of the first one
    last_chance: bool = False  # nobody else could be asked
    began: float | None = None
    told: bool = False  # that nobody hears it

    @property
    def deadline(self) -> float:
        if self.player is None:
            return self.since + SHOWN_SECONDS
        if self.began is None:
            soon = self.since + BEGINS_WITHIN_SECONDS
            return max(soon, (self.first or 0) + TOLD_WITHIN_SECONDS) if self.last_chance else soon
        return self.began + self.announcement.seconds + ENDS_WITHIN_SECONDS


class AnnouncementQueue:
    def __init__(self, chosen: str = "") -> None:
        self.chosen = chosen  # the place that is to play as long as it can; "" is any
        self._waiting: list[QueuedAnnouncement] = []
        self._passed: set[int] = set()  # those that waited while a recall went before them
        self._turn: _Turn | None = None
        self._players: dict[str, Player] = {}  # in the order in which they came
        self._passed_over: dict[str, float] = {}  # until when
        self._news: deque[News] = deque()

    # What may be seen.

    @property
    def waiting(self) -> tuple[QueuedAnnouncement, ...]:
        return tuple(self._waiting)

    @property
    def now(self) -> QueuedAnnouncement | None:
        return self._turn.announcement if self._turn else None

    @property
    def deadline(self) -> float | None:
        """When time alone changes something."""
        return self._turn.deadline if self._turn else None

    def players(self, moment: float) -> list[Player]:
        """Who can play, the chosen one first."""
        able = [
            player
            for player in self._players.values()
            if self._passed_over.get(player.name, moment) <= moment
        ]
        return sorted(able, key=lambda player: player.place != self.chosen)

    def news(self) -> Iterator[News]:
        """What has come of it since the last time; taken away by being read."""
        while self._news:
            yield self._news.popleft()

    # What happens.

    def add(self, new: QueuedAnnouncement, moment: float) -> None:
        if new.ticket_id is not None:
            self._waiting = [
                queued for queued in self._waiting if queued.ticket_id != new.ticket_id
            ]
        self._waiting.insert(self._place_of(new), new)
        self.time_passes(moment)

    def _place_of(self, new: QueuedAnnouncement) -> int:
        stays = [
            queued.urgency <= new.urgency
            or (new.urgency is Urgency.RECALL and queued.id in self._passed)
            for queued in self._waiting
        ]
        place = len(stays) - stays[::-1].index(True) if True in stays else 0
        if new.urgency is Urgency.RECALL:
            self._passed = {queued.id for queued in self._waiting[:place]} & self._passed
            self._passed |= {queued.id for queued in self._waiting[place:]}
        return place

    def leave_out(self, ticket_id: int) -> None:
        """The visitor is at the window, or will not come."""
        self._waiting = [queued for queued in self._waiting if queued.ticket_id != ticket_id]

    def comes_in(self, player: Player, moment: float) -> None:
        if len(self._players) < MOST_PLAYERS:
            self._players[player.name] = player
        self._passed_over.pop(player.name, None)
        if self._turn and self._turn.player is None:
            self._offer(self._turn, moment)  # better late than only shown
        self.time_passes(moment)

    def goes_out(self, name: str, moment: float) -> None:
        self._players.pop(name, None)
        self._passed_over.pop(name, None)
        self._give_up(name, moment)
        self.time_passes(moment)

    def began(self, name: str, number: int, moment: float) -> None:
        if (turn := self._turn_of(name, number)) and turn.began is None:
            turn.began = moment
        self.time_passes(moment)

    def ended(self, name: str, number: int, moment: float) -> None:
        turn = self._turn_of(name, number)
        if turn and turn.player and turn.began is not None:
            self._news.append(Heard(turn.announcement, turn.player))
            self._turn = None
        self.time_passes(moment)

    def failed(self, name: str, moment: float) -> None:
        """The player itself says that it cannot be heard."""
        if name in self._players:
            self._passed_over[name] = moment + PASSED_OVER_SECONDS
            self._give_up(name, moment)
        self.time_passes(moment)

    def can_again(self, name: str, moment: float) -> None:
        """The player itself says that it can be heard: it is asked without waiting for a chance."""
        if player := self._players.get(name):
            self.comes_in(player, moment)

    def time_passes(self, moment: float) -> None:
        while self._turn or self._waiting:
            if self._turn is None:
                following = self._waiting.pop(0)
                self._turn = _Turn(following.shortened() if self._waiting else following)
                self._offer(self._turn, moment)
            elif self._turn.deadline > moment:
                return
            elif self._turn.player is None:
                self._turn = None
            else:
                self._passed_over[self._turn.player.name] = moment + PASSED_OVER_SECONDS
                self._give_up(self._turn.player.name, moment)

    def _turn_of(self, name: str, number: int) -> _Turn | None:
        """A report of anything else comes too late, or from nobody we asked."""
        turn = self._turn
        if turn and turn.player and (turn.player.name, turn.announcement.id) == (name, number):
            return turn
        return None

    def _give_up(self, name: str, moment: float) -> None:
        if self._turn and self._turn.player and self._turn.player.name == name:
            self._offer(self._turn, moment)

    def _offer(self, turn: _Turn, moment: float) -> None:
        able = self.players(moment)
        silent = not turn.announcement.sound
        turn.player = None if silent or not able else able[0]
        turn.since, turn.began, turn.last_chance = moment, None, len(able) == 1
        turn.first = moment if turn.first is None else turn.first
        self._news.append(Offer(turn.announcement, turn.player))
        if turn.player is None and not silent and not turn.told:
            turn.told = True
            self._news.append(Unheard(turn.announcement))
