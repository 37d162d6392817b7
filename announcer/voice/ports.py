"""What the voice needs of the house, as values that the composition root hands over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from announcer import vocabulary as say
from announcer.voice.phrasing import Part
from hall import events
from hall.events import FollowedJournal
from hall.loudspeaker import VoiceRules


class SoundCardPort(Protocol):
    """The server's own sound card, as far as it is asked here."""

    def play(self, file: bytes, volume: int, done: Callable[[str], None]) -> None: ...
    def stop(self) -> None: ...


class ClipEngine(Protocol):
    """What makes clips of any text, where it is installed."""

    def make(self, voice: str, part: Part) -> bool: ...


@dataclass(frozen=True, slots=True)
class VoicePorts:
    """Each is called from any thread."""

    journal: FollowedJournal
    rules: Callable[[], VoiceRules]
    tell: Callable[[say.Message], None]
    record: Callable[[events.Event], None]
    now: Callable[[], datetime]
    due: Callable[[datetime, datetime], Sequence[str]]
