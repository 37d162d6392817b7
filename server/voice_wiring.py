"""What speaks in the hall: the voice that calls, and the one that reads guides aloud.

Neither knows the hall: what they need of it is handed to them here as functions.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from announcer.announce import Announcer
from announcer.voice.guide_reading.guide_reader import GuideReader
from announcer.voice.guide_reading.recording_store import RecordingStore
from announcer.voice.ports import VoicePorts
from announcer.voice.sound_card import SoundCard, mpv
from announcer.voice.sounds import Pack
from announcer.voice.speaker import Speaker
from announcer.voice.text_engine import TextEngine
from hall.events import Event
from hall.loudspeaker import VoiceRules, due, rules_at
from hall.settings import settings_named
from hall.speech.sentences import Guide
from hall.unit_of_work import Hall, ReadSession


def speaker_for(
    hall: Hall, announcer: Announcer, own_clips: Path, engine: TextEngine | None
) -> Speaker:
    """The hall's own clips come before the program's."""
    program = mpv()
    return Speaker(
        Pack((own_clips, Path(__file__).parents[1] / "static" / "voice")),
        _voice_ports(hall, announcer),
        SoundCard(program) if program else None,
        engine,
    )


def reader_for(
    hall: Hall,
    storage_folder: Path,
    engine: TextEngine | None,
    every_guide: Callable[[ReadSession], list[Guide]],
) -> GuideReader:
    def guides() -> list[Guide]:
        with hall.read() as snapshot:
            return every_guide(snapshot)

    def voice() -> str:
        with hall.read() as snapshot:
            return settings_named(snapshot.session, ("voice",))["voice"]

    reading = RecordingStore(storage_folder / "reading")
    return GuideReader(reading, hall, guides, voice, engine)


def _voice_ports(hall: Hall, announcer: Announcer) -> VoicePorts:
    def rules() -> VoiceRules:
        with hall.read() as snapshot:
            rules = rules_at(snapshot.now, settings_named(snapshot.session, ("voice",)))
            # A flat battery must not silence the hall for a day.
            return replace(rules, quiet=False) if snapshot.clock_is_doubted else rules

    def record(fact: Event) -> None:
        with hall.work("voice") as work:
            work.record(fact)

    def what_is_due(before: datetime, moment: datetime) -> list[str]:
        with hall.read() as snapshot:
            if snapshot.clock_is_doubted:
                return []
            return due(before, moment, settings_named(snapshot.session, ("say_",)))

    return VoicePorts(hall, rules, announcer.tell_now, record, hall.now, what_is_due)
