"""The hall's voice at work: follows the journal, keeps the one queue, asks players to play.

Its own thread hears of calls and lets time pass; what players report comes on the threads of
their requests. One lock holds the queue together; nothing slow is done under it but writing
down that a call was not heard.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event, RLock, Thread
from time import monotonic
from typing import Any, Protocol

from announcer import vocabulary as say
from announcer.voice import queue
from announcer.voice.queue import Announcement, Announcements, Heard, Offer, Player, Unheard
from announcer.voice.sounds import Pack, Sounds
from announcer.voice.words import ANNOUNCEMENTS, Part, announcement_part, call_parts, text_part
from hall import events
from hall.loudspeaker import NOBODY, SERVER, VoiceRules, VoiceState

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 1.0
REMEMBERED = 200
#: How often it is asked whether the hour of an announcement has come.
LOOK_EVERY_SECONDS = 5.0
#: What shows that nobody needs to be called any more.
OVER = (
    events.TicketServed, events.TicketFinished, events.TicketMissed, events.TicketReturned,
    events.TicketParked, events.TicketCancelled, events.TicketLeft, events.TicketTransferred,
    events.TicketWentOn, events.StepUndone,
)  # fmt: skip


CARD = Player(SERVER, SERVER)


class Row(Protocol):
    @property
    def seq(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def details(self) -> Mapping[str, Any]: ...


class Card(Protocol):
    """The server's own sound card, as far as it is asked here."""

    def play(self, file: bytes, volume: int, done: Callable[[bool], None]) -> None: ...
    def stop(self) -> None: ...


class Engine(Protocol):
    """What makes clips of any text, where it is installed."""

    def make(self, voice: str, part: Part) -> bool: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the voice needs of the house; each is called from any thread."""

    follow: Callable[[int, float], Sequence[Row]]
    rules: Callable[[], VoiceRules]
    tell: Callable[[say.Message], None]
    record: Callable[[events.Event], None]
    now: Callable[[], datetime]
    due: Callable[[datetime, datetime], Sequence[str]]


class Speaker:
    def __init__(
        self,
        pack: Pack,
        around: Surroundings,
        card: Card | None = None,
        engine: Engine | None = None,
    ) -> None:
        self._around = around
        self._pack = pack
        self._sounds = Sounds(pack)
        self._card = card
        self._engine = engine
        self._queue = Announcements()
        self._here = False  # whether the sound card plays, too
        self._lock = RLock()
        self._number = 0
        self._state = VoiceState()
        self._unheard: OrderedDict[int | None, None] = OrderedDict()
        self._lost = False
        self._files: OrderedDict[str, bytes] = OrderedDict()
        self._seq = 0
        self._looked_at = around.now()
        self._next_look = 0.0
        self._stop = Event()
        self._thread = Thread(target=self._run, name="voice", daemon=True)

    # Its thread.

    def start(self, seq: int) -> None:
        """Calls from before are not read out: a number called an hour ago would mislead."""
        self._seq = seq
        self._thread.start()

    def stop(self, wake: Callable[[], None]) -> None:
        self._stop.set()
        while self._thread.is_alive():  # it may just be about to wait, and miss the first call
            wake()
            self._thread.join(0.05)
        if self._card:
            self._card.stop()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                rows = self._around.follow(self._seq, self._patience())
                self._seq = rows[-1].seq if rows else self._seq
                for row in rows:
                    self._hear(events.read_back(row.kind, row.details))
                self._say_what_is_due()
                with self._lock:
                    self._queue.time_passes(monotonic())
                    self._act()
            except Exception:
                # A dead voice would be silent for days; the next call may do better.
                log.exception("the voice met the unexpected after row %s", self._seq)
                self._stop.wait(PATIENCE_SECONDS)

    def _patience(self) -> float:
        deadline = self._queue.deadline
        if deadline is None:
            return PATIENCE_SECONDS
        return min(PATIENCE_SECONDS, max(0.02, deadline - monotonic()))

    def _say_what_is_due(self) -> None:
        if monotonic() < self._next_look:
            return
        self._next_look = monotonic() + LOOK_EVERY_SECONDS
        now = self._around.now()
        before, self._looked_at = self._looked_at, now
        for name in self._around.due(before, now):
            self.say(name)

    def _hear(self, fact: events.Event | None) -> None:
        if isinstance(fact, events.TicketCalled):
            self._call(fact)
        elif isinstance(fact, OVER):
            with self._lock:
                self._queue.leave_out(fact.ticket_id)
                self._unheard.pop(fact.ticket_id, None)

    def _call(self, fact: events.TicketCalled) -> None:
        rules = self._around.rules()
        try:
            parts = call_parts(fact.number, fact.window, yao=rules.yao)
        except ValueError:
            parts = ()  # a number of some other kind: the chime, and the screens
        new = Announcement(
            id=0,
            caption=f"请 {fact.number} 号到 {fact.window} 号窗口办理",
            ticket_id=fact.ticket_id,
            number=fact.number,
            window=fact.window,
            urgency=queue.Urgency.RECALL if fact.turn > 1 else queue.Urgency.CALL,
        )
        with self._lock:
            self._unheard.pop(fact.ticket_id, None)
        self._add(new, parts, rules)

    def _add(self, new: Announcement, parts: Sequence[Part], rules: VoiceRules) -> None:
        urgent = new.urgency is queue.Urgency.EMERGENCY
        loud = rules.chosen != NOBODY and (urgent or not rules.quiet)
        if loud and rules.volume:
            sound = self._sounds.build(parts, (rules.voice, rules.second), rules.repeats)
            new = replace(new, sound=sound.name, seconds=sound.seconds)
        with self._lock:
            if new.sound:
                self._keep(new.sound, sound.file)
            self._number += 1
            self._follow_the_choice(rules)
            self._queue.add(replace(new, id=self._number), monotonic())
            self._act()

    def _follow_the_choice(self, rules: VoiceRules) -> None:
        """The sound card plays only where it was chosen: a server in the back room would tell
        nobody, and be counted as heard."""
        self._queue.chosen = rules.chosen
        here = self._card is not None and rules.chosen == SERVER
        if here and not self._here:
            self._queue.comes_in(CARD, monotonic())
        elif self._here and not here:
            self._queue.goes_out(CARD.name, monotonic())
        self._here = here

    def _keep(self, name: str, file: bytes) -> None:
        """As long as it may be asked for: also behind a long queue."""
        self._files[name] = file
        self._files.move_to_end(name)
        while len(self._files) > REMEMBERED:
            self._files.popitem(last=False)

    # What comes of the queue.

    def _act(self) -> None:
        for news in self._queue.news():
            match news:
                case Offer(announcement, player):
                    self._offer(announcement, player)
                case Heard(announcement, _):
                    self._heard(announcement)
                case Unheard(announcement):
                    self._nobody_heard(announcement)

    def _offer(self, announcement: Announcement, player: Player | None) -> None:
        rules = self._around.rules()
        if self._card and player == CARD:
            self._play_here(announcement, rules.volume)
        waiting = " ".join(each.number for each in self._queue.waiting if each.number)
        self._around.tell(
            say.Announcement(
                announcement=announcement.id,
                kind="call" if announcement.ticket_id else "hall",
                caption=announcement.caption,
                number=announcement.number,
                window=announcement.window,
                waiting=waiting,
                player=player.name if player else "",
                sound=announcement.sound if player else "",
                milliseconds=round(announcement.seconds * 1000),
                volume=rules.volume,
            )
        )

    def _play_here(self, announcement: Announcement, volume: int) -> None:
        assert self._card

        def done(whole: bool) -> None:  # noqa: FBT001 -- called by the card alone
            self.report(CARD.name, announcement.id, "ended" if whole else "failed")

        self._card.play(self._files[announcement.sound], volume, done)
        self._queue.began(CARD.name, announcement.id, monotonic())

    def _heard(self, announcement: Announcement) -> None:
        self._state = replace(self._state, last_heard=self._around.now())
        if self._lost:
            self._lost = False
            self._around.record(events.MachineFound(machine="voice"))
        if announcement.ticket_id in self._unheard:
            self._unheard.pop(announcement.ticket_id)
            self._around.tell(say.VoiceChanged())

    def _nobody_heard(self, announcement: Announcement) -> None:
        self._state = replace(self._state, last_unheard=self._around.now())
        if announcement.ticket_id is not None:
            self._unheard[announcement.ticket_id] = None
        while len(self._unheard) > REMEMBERED:
            self._unheard.popitem(last=False)
        self._around.tell(say.VoiceChanged())
        if not self._lost:  # a fact once, and not with every call
            self._lost = True
            self._around.record(events.MachineLost(machine="voice", fault="unheard"))

    # What the pages ask (hall.loudspeaker.Loudspeaker) and the live wire tells.

    def state(self) -> VoiceState:
        rules = self._around.rules()
        with self._lock:
            self._follow_the_choice(rules)
            now = self._queue.now
            places = (each.place for each in self._queue.players(monotonic()))
            return replace(
                self._state,
                now=now.caption if now else "",
                waiting=tuple(each.caption for each in self._queue.waiting),
                players=tuple(dict.fromkeys(places)),
                unheard=frozenset(each for each in self._unheard if each is not None),
            )

    def voices(self) -> Sequence[str]:
        return self._pack.voices()

    def sound(self, name: str) -> bytes | None:
        with self._lock:
            return self._files.get(name)

    def say(self, name: str) -> None:
        urgency = queue.Urgency.EMERGENCY if name == "emergency" else queue.Urgency.CALL
        self._say(announcement_part(name), ANNOUNCEMENTS[name], urgency)

    def can_say_any_text(self) -> bool:
        return self._engine is not None

    def say_text(self, text: str) -> bool:
        """Made first, which takes seconds; whether it could be."""
        part = text_part(text)
        rules = self._around.rules()
        if self._pack.said(rules.voice, [part]) is None and not (
            self._engine and self._engine.make(rules.voice, part)
        ):
            return False
        self._say(part, text, queue.Urgency.CALL)
        return True

    def _say(self, part: Part, caption: str, urgency: queue.Urgency) -> None:
        new = Announcement(id=0, caption=caption, urgency=urgency)
        self._add(new, [part], self._around.rules())

    def report(self, player: str, announcement: int, what: str) -> None:
        """``what`` is began, ended or failed; a report of what nobody asked for changes nothing."""
        with self._lock:
            if what == "began":
                self._queue.began(player, announcement, monotonic())
            elif what == "ended":
                self._queue.ended(player, announcement, monotonic())
            elif what == "failed":
                self._queue.failed(player, monotonic())
            self._act()

    def comes_in(self, name: str) -> None:
        with self._lock:
            self._queue.comes_in(Player(name, name.rpartition(".")[0]), monotonic())
            self._act()

    def goes_out(self, name: str) -> None:
        with self._lock:
            self._queue.goes_out(name, monotonic())
            self._act()
