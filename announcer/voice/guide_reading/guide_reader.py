"""Makes what guides say, guide by guide, on a thread of its own, as long as something is missing.

It looks again when the catalogue or the office's settings change. The engine runs beside it at
the lowest priority; killed at any moment, it goes on where it was.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from announcer.journal_follower import PATIENCE_SECONDS, JournalFollower
from announcer.voice.guide_reading.recording_store import RecordingStore
from announcer.voice.phrasing import Part
from hall import events
from hall.events import FollowedJournal
from hall.speech.reading_aloud import ReadingState
from hall.speech.sentences import Guide, Sentence

#: So many are made by one run of the engine: a change of the guide is noticed soon.
AT_ONCE = 20
#: Of the engine in a row, before it is left alone until something changes.
MOST_CRASHES = 3
#: What changes what is to be read.
CHANGES = (
    events.ItemPublished, events.ItemChanged, events.ItemWithdrawn, events.CatalogueImported,
    events.SettingChanged, events.HallFurnished,
)  # fmt: skip


class SpeechEngine(Protocol):
    def make_all(
        self, voice: str, parts: Sequence[Part], folder: Path, *, gently: bool
    ) -> bool: ...
    def voices(self) -> Sequence[str]: ...
    def stop(self) -> None: ...


class GuideReader(JournalFollower):
    def __init__(
        self,
        recordings: RecordingStore,
        journal: FollowedJournal,
        guides: Callable[[], Sequence[Guide]],
        voice: Callable[[], str],
        engine: SpeechEngine | None,
    ) -> None:
        super().__init__("reading aloud", journal, self._round)
        self._recordings = recordings
        self._guides = guides
        self._wish = voice
        self._engine = engine
        self._voice = ""
        self._there: frozenset[str] = frozenset()
        self._todo: Sequence[Guide] = ()
        self._failed: dict[str, str] = {}  # by the name of its sound, what could not be said
        self._crashes = 0  # of the engine, one after the other
        self._state = ReadingState(installed=engine is not None)
        self._has_news = True

    def start(self) -> None:
        """Without an engine, what was made elsewhere and put on the shelf is read all the same."""
        if self._engine or self._recordings.voices():
            super().start()

    def request_stop(self) -> None:
        super().request_stop()
        if self._engine:
            self._engine.stop()

    # What the pages ask (hall.speech.reading_aloud.ReadingAloud).

    def state(self) -> ReadingState:
        return self._state

    def has(self, sentences: Iterable[Sentence]) -> bool:
        """Whether all of it can be heard; half a guide would be taken for the whole."""
        names = {sentence.name for sentence in sentences}
        return bool(names) and names <= self._there

    def sound(self, name: str) -> bytes | None:
        return self._recordings.read(self._voice, name)

    # Its thread.

    def _round(self) -> float:
        if self._has_news:
            self._plan()
            self._has_news = False
        unfinished = self._unfinished()
        if unfinished:
            self._make_some_of(unfinished)
        rows = self.new_rows(0.01 if unfinished else PATIENCE_SECONDS)
        facts = (events.read_back(row.kind, row.details) for row in rows)
        self._has_news = any(isinstance(fact, CHANGES) for fact in facts)
        return 0

    def _plan(self) -> None:
        """What is to be read, from the beginning; a broken engine gets another chance."""
        self._crashes = 0
        voices = self._engine.voices() if self._engine else self._recordings.voices()
        wish = self._wish()
        self._voice = wish if wish in voices or not voices else voices[0]
        self._todo = self._guides()
        folder = self._recordings.of_voice(self._voice)
        if self._engine:
            needed = {folder / f"{s.name}.opus" for guide in self._todo for s in guide.sentences}
            self._recordings.make_room(needed)
        self._look()

    def _unfinished(self) -> Guide | None:
        """The next guide to be made, as long as that can be done."""
        if not self._engine or not self._state.missing or self._state.full or self._state.broken:
            return None
        return next((guide for guide in self._todo if self._missing(guide)), None)

    def _make_some_of(self, guide: Guide) -> None:
        assert self._engine
        self._state = replace(self._state, making=guide.name)
        wanted = self._missing(guide)[:AT_ONCE]
        parts = [Part(sentence.name, sentence.said) for sentence in wanted]
        folder = self._recordings.of_voice(self._voice)
        whole = self._engine.make_all(self._voice, parts, folder, gently=True)
        if self.stopping.is_set():
            return
        made = self._recordings.names(self._voice)
        unmade = [sentence for sentence in wanted if sentence.name not in made]
        # Where the engine broke down, it was the first that it did not get done.
        self._failed |= {
            sentence.name: sentence.text for sentence in (unmade if whole else unmade[:1])
        }
        self._crashes = 0 if whole else self._crashes + 1
        self._look()

    def _missing(self, guide: Guide) -> list[Sentence]:
        found = {s.name: s for s in guide.sentences}
        return [s for name, s in found.items() if name not in self._there | self._failed.keys()]

    def _look(self) -> None:
        """What there is; the office sees it."""
        self._there = self._recordings.names(self._voice)
        self._state = replace(
            self._state,
            guides=len(self._todo),
            ready=sum(self.has(guide.sentences) for guide in self._todo),
            making="",
            missing=len({s.name for guide in self._todo for s in self._missing(guide)}),
            megabytes=self._recordings.size() // 1_000_000,
            full=self._recordings.is_full(),
            broken=self._crashes >= MOST_CRASHES,
            failed=tuple(self._failed.values()),
        )
