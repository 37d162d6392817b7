"""What speaks in the hall: the voice that calls, and the one that reads guides aloud.

Neither knows the hall: what they need of it is handed to them here as functions.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from announcer.announce import Announcer
from announcer.voice.reading.reader import Reader
from announcer.voice.reading.shelf import Shelf as ReadingShelf
from announcer.voice.sound_card import SoundCard, mpv
from announcer.voice.sounds import Pack
from announcer.voice.speaker import Speaker
from announcer.voice.surroundings import Surroundings
from announcer.voice.text_engine import TextEngine
from hall.events import Event
from hall.loudspeaker import VoiceRules, due, rules_at
from hall.reading.sentences import Guide
from hall.settings import settings_named
from hall.work import Hall, Look


def speaker_for(
    hall: Hall, announcer: Announcer, own_clips: Path, engine: TextEngine | None
) -> Speaker:
    """The hall's own clips come before the program's."""
    program = mpv()
    return Speaker(
        Pack((own_clips, Path(__file__).parent / "static" / "voice")),
        _surroundings(hall, announcer),
        SoundCard(program) if program else None,
        engine,
    )


def reader_for(
    hall: Hall,
    storage_folder: Path,
    engine: TextEngine | None,
    every_guide: Callable[[Look], list[Guide]],
) -> Reader:
    def guides() -> list[Guide]:
        with hall.look() as look:
            return every_guide(look)

    def voice() -> str:
        with hall.look() as look:
            return settings_named(look.session, ("voice",))["voice"]

    reading = ReadingShelf(storage_folder / "reading")
    return Reader(reading, hall, guides, voice, engine)


def _surroundings(hall: Hall, announcer: Announcer) -> Surroundings:
    def rules() -> VoiceRules:
        with hall.look() as look:
            return rules_at(look.now, settings_named(look.session, ("voice",)))

    def record(fact: Event) -> None:
        with hall.work("voice") as work:
            work.record(fact)

    def now() -> datetime:
        with hall.look() as look:
            return look.now

    def what_is_due(before: datetime, moment: datetime) -> list[str]:
        with hall.look() as look:
            return due(before, moment, settings_named(look.session, ("say_",)))

    return Surroundings(hall, rules, announcer.tell_now, record, now, what_is_due)
