"""The hall's voice: follows the journal on a thread of its own, and answers what pages ask.

It hears of calls and lets time pass; the queue and its players are dispatcher.py's.
"""

from collections.abc import Sequence
from datetime import timedelta

from announcer.held_calls import HeldCalls
from announcer.journal_follower import PATIENCE_SECONDS, JournalFollower
from announcer.voice.calls import OVER, call, of_the_hall
from announcer.voice.dispatcher import AnnouncementDispatcher
from announcer.voice.phrasing import kiosk_part, text_part, timeclock_part
from announcer.voice.ports import ClipEngine, SoundCardPort, VoicePorts
from announcer.voice.queue import Player, QueuedAnnouncement
from announcer.voice.sounds import Pack, Sounds
from announcer.voice.standing_words import AT_THE_TIMECLOCK
from hall import events
from hall.loudspeaker import VoiceState

#: How often it is asked whether the hour of an announcement has come.
LOOK_EVERY = timedelta(seconds=5)


class Speaker(JournalFollower):
    def __init__(
        self,
        pack: Pack,
        around: VoicePorts,
        card: SoundCardPort | None = None,
        engine: ClipEngine | None = None,
    ) -> None:
        super().__init__("voice", around.journal, self._round)
        self._around = around
        self._pack = pack
        self._sounds = Sounds(pack)
        self._card = card
        self._engine = engine
        self._stage = AnnouncementDispatcher(around, self._sounds, card)
        self._held = HeldCalls(around.now)
        self._looked_at = around.now()

    # Its thread.

    def stop(self) -> None:
        super().stop()
        if self._card:
            self._card.stop()

    def _round(self) -> float:
        """Calls from before the start are not read out: one of an hour ago would mislead."""
        for row in self.new_rows(self._patience()):
            fact = events.read_back(row.kind, row.details)
            if not self._held.hold(fact, row.at):
                self._hear(fact)
        for held in self._held.take_due():
            self._hear(held)
        self._say_what_is_due()
        self._stage.time_passes()
        return 0

    def _patience(self) -> float:
        due = self._stage.seconds_until_due()
        longest = PATIENCE_SECONDS if due is None else min(PATIENCE_SECONDS, max(0.02, due))
        return self._held.patience(longest)

    def _say_what_is_due(self) -> None:
        now = self._around.now()
        if abs(now - self._looked_at) < LOOK_EVERY:
            return
        before, self._looked_at = self._looked_at, now
        for name in self._around.due(before, now):
            self.say(name)

    def _hear(self, fact: events.Event | None) -> None:
        if isinstance(fact, events.TicketCalled):
            rules = self._around.rules()
            new, parts = call(fact, rules)
            self._stage.add(new, parts, rules)
        elif isinstance(fact, OVER):
            self._stage.leave_out(fact.ticket_id)

    # What the pages ask (hall.loudspeaker.Loudspeaker), and what the live wire tells.

    def state(self) -> VoiceState:
        return self._stage.state(self._around.rules())

    def voices(self) -> Sequence[str]:
        return self._pack.voices()

    def sound(self, name: str) -> bytes | None:
        found = self._sounds.find(name)
        return found.file if found else None

    def at_the_kiosk(self, name: str) -> bytes | None:
        """What a kiosk says to the person before it: once, without chime, beside the queue."""
        rules = self._around.rules()
        return None if rules.quiet else self._sounds.plain(kiosk_part(name), rules.voice)

    def at_the_timeclock(self, name: str) -> bytes | None:
        """What a timeclock says to whom it was punched by; also where calls are not read out."""
        if name not in AT_THE_TIMECLOCK:
            return None
        return self._sounds.plain(timeclock_part(name), self._around.rules().voice)

    def say(self, name: str) -> None:
        new, parts = of_the_hall(name)
        self._stage.add(new, parts, self._around.rules())

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
        self._stage.add(QueuedAnnouncement(id=0, caption=text), [part], rules)
        return True

    def report(self, player: str, announcement: int, what: str) -> None:
        """``what`` is began, ended, failed or able; of what nobody asked for it changes nothing."""
        self._stage.report(player, announcement, what)

    def comes_in(self, name: str) -> None:
        self._stage.comes_in(Player(name, name.rpartition(".")[0]))

    def goes_out(self, name: str) -> None:
        self._stage.goes_out(name)
