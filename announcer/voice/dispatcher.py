"""The queue at work: announcements go in, players are asked to play them, and report.

What players report comes on the threads of their requests. One lock holds the queue together;
nothing slow is done under it but writing down that a call was not heard.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from threading import RLock
from time import monotonic

from announcer import vocabulary as say
from announcer.voice.calls import is_to_sound
from announcer.voice.phrasing import Part
from announcer.voice.ports import SoundCardPort, VoicePorts
from announcer.voice.queue import (
    AnnouncementQueue,
    Heard,
    Offer,
    Player,
    QueuedAnnouncement,
    Unheard,
)
from announcer.voice.sounds import Sounds
from announcer.voice.unheard_calls import UnheardCalls
from hall.loudspeaker import SERVER, VoiceRules, VoiceState

CARD = Player(SERVER, SERVER)


class AnnouncementDispatcher:
    def __init__(self, around: VoicePorts, sounds: Sounds, card: SoundCardPort | None) -> None:
        self._around = around
        self._sounds = sounds
        self._card = card
        self._hearing = UnheardCalls(around.tell, around.record, around.now)
        self._queue = AnnouncementQueue()
        self._number = 0
        self._told_waiting = 0
        self._card_plays = False
        self._lock = RLock()

    # What is to be said.

    def add(self, new: QueuedAnnouncement, parts: Sequence[Part], rules: VoiceRules) -> None:
        if is_to_sound(new, rules):
            new = self._with_sound(new, parts, rules)
        with self._lock:
            if new.ticket_id is not None:
                self._hearing.forget(new.ticket_id)
            self._number += 1
            self._follow_the_choice(rules)
            self._queue.add(replace(new, id=self._number), monotonic())
            self._act()

    def _with_sound(
        self, new: QueuedAnnouncement, parts: Sequence[Part], rules: VoiceRules
    ) -> QueuedAnnouncement:
        voices = (rules.voice, rules.second)
        whole = self._sounds.build(parts, voices, rules.repeats)
        new = replace(new, sound=whole.name, seconds=whole.seconds)
        if new.ticket_id is None or rules.repeats == 1:
            return new
        once = self._sounds.build(parts, voices, 1)
        return replace(new, brief=once.name, brief_seconds=once.seconds)

    def leave_out(self, ticket_id: int) -> None:
        with self._lock:
            self._queue.leave_out(ticket_id)
            self._hearing.forget(ticket_id)
            self._act()

    # Who plays it, and what they report.

    def comes_in(self, player: Player) -> None:
        with self._lock:
            self._queue.comes_in(player, monotonic())
            self._act()

    def goes_out(self, name: str) -> None:
        with self._lock:
            self._queue.goes_out(name, monotonic())
            self._act()

    def report(self, player: str, announcement: int, what: str) -> None:
        with self._lock:
            if what == "began":
                self._queue.began(player, announcement, monotonic())
            elif what == "ended":
                self._queue.ended(player, announcement, monotonic())
            elif what == "failed":
                self._queue.failed(player, monotonic())
            elif what == "able":
                self._queue.can_again(player, monotonic())
            self._act()

    # Time.

    def time_passes(self) -> None:
        with self._lock:
            self._queue.time_passes(monotonic())
            self._act()

    def seconds_until_due(self) -> float | None:
        """When time alone will change something."""
        deadline = self._queue.deadline
        return None if deadline is None else deadline - monotonic()

    # What may be seen.

    def state(self, rules: VoiceRules) -> VoiceState:
        with self._lock:
            self._follow_the_choice(rules)
            now, waiting = self._queue.now, self._queue.waiting
            places = (player.place for player in self._queue.players(monotonic()))
            return replace(
                self._hearing.state(),
                now=now.caption if now else "",
                waiting=tuple(queued.caption for queued in waiting),
                still_to_call=frozenset(queued.ticket_id for queued in waiting if queued.ticket_id),
                players=tuple(dict.fromkeys(places)),
            )

    def _follow_the_choice(self, rules: VoiceRules) -> None:
        """The sound card plays only where it was chosen: a server in the back room would tell
        nobody, and be counted as heard."""
        self._queue.chosen = rules.chosen
        plays = self._card is not None and rules.chosen == SERVER
        if plays and not self._card_plays:
            self._queue.comes_in(CARD, monotonic())
        elif self._card_plays and not plays:
            self._queue.goes_out(CARD.name, monotonic())
        self._card_plays = plays

    # What comes of the queue.

    def _act(self) -> None:
        for news in self._queue.news():
            match news:
                case Offer(announcement, player):
                    self._offer(announcement, player)
                case Heard(announcement, _):
                    self._hearing.heard(announcement)
                case Unheard(announcement):
                    self._hearing.unheard(announcement)
        if (waiting := len(self._queue.waiting)) != self._told_waiting:
            self._told_waiting = waiting
            self._around.tell(say.VoiceChanged())

    def _offer(self, announcement: QueuedAnnouncement, player: Player | None) -> None:
        rules = self._around.rules()
        if self._card and player == CARD:
            self._play_here(self._card, announcement, rules.volume)
        waiting = " ".join(queued.number for queued in self._queue.waiting if queued.number)
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

    def _play_here(
        self, card: SoundCardPort, announcement: QueuedAnnouncement, volume: int
    ) -> None:
        sound = self._sounds.find(announcement.sound)
        if sound is None:  # hundreds of others were called since: as if the card had failed
            self._queue.failed(CARD.name, monotonic())
            return
        card.play(sound.file, volume, partial(self.report, CARD.name, announcement.id))
        self._queue.began(CARD.name, announcement.id, monotonic())
