"""In which order what is found is shown."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from hall.catalogue.search.asking import told
from hall.catalogue.search.english_names import EnglishNames, chinese_of
from hall.catalogue.search.folding import asked, folded
from hall.catalogue.search.guide_texts import GuideTexts
from hall.catalogue.search.index import SearchIndex, first
from hall.catalogue.search.index_entry import IndexEntry
from hall.catalogue.search.near_sounds import NearSounds
from hall.catalogue.search.questions import Questions
from hall.catalogue.search.sound_book import SoundBook, everyday_sounds
from hall.catalogue.search.spelling_out import WordChoice, choices

LETTER = re.compile("[a-z]")
#: How many letters may be wrong at the end, and how many must be right before them.
MOST_TAKEN_BACK, LEAST_LETTERS = 4, 2


class Catalogue:
    """All that can be found, as it was at one moment."""

    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        known = tuple(entries)
        self._index = SearchIndex(known)
        self._questions = Questions(known)
        self._english = EnglishNames(known)
        self._guides = GuideTexts(known)
        self._near_sounds = NearSounds(known)
        lines = (folded(text) for entry in known for text in entry.names)
        self._books = SoundBook(lines), everyday_sounds()

    def find(self, typed: str, most: int) -> list[int]:
        """The best first: what is called just so, what begins so, what says so, what may be meant.

        Each way of looking is tried only while the ways before it have not found enough; slips
        are forgiven, and guides read, only where nothing else is found.
        """
        wanted = asked(typed)
        if not wanted:
            return []
        return first(self._ways(wanted, typed), most) or first(self._forgiving(wanted), most)

    def nearest(self, typed: str, most: int) -> list[int]:
        """Where nothing is found: what is about something like it, or would be found had the last
        letters not been typed, or sounds a little like it."""
        wanted = asked(typed)
        return first(self._nearly(wanted), most) if wanted else []

    def choices(self, typed: str, most: int) -> list[WordChoice]:
        """Characters for the letters at the end of what was typed, the likeliest first."""
        return choices(typed, self._books, most)

    def _nearly(self, wanted: str) -> Iterator[int]:
        yield from self._questions.nearest(wanted)
        sizes = range(len(wanted) - 1, max(LEAST_LETTERS, len(wanted) - MOST_TAKEN_BACK) - 1, -1)
        for size in sizes:
            yield from self._ways(wanted[:size], wanted[:size])
        yield from self._near_sounds.like(wanted)

    def _ways(self, wanted: str, typed: str) -> Iterator[int]:
        index = self._index
        yield from index.whole.get(wanted, ())
        if wanted.isascii():
            yield from self._by_letters(wanted, typed)
        yield from index.beginning_with(wanted)
        yield from index.saying(wanted)
        if not wanted.isascii():
            if LETTER.search(wanted):  # mixed, as it stands while somebody is still typing
                yield from self._by_readings(wanted)
            yield from self._questions.answers(wanted)

    def _by_letters(self, wanted: str, typed: str) -> Iterator[int]:
        readable = self._index.readable
        if len(wanted) > 1:
            called = chain(
                self._behind(readable.initials(wanted, at_start=True)),
                self._index.beginning_with(wanted),
            )
            best = first(called, 1)
            yield from chain(best, called) if best else self._meant(wanted, typed)
            yield from self._behind(readable.initials(wanted, at_start=False))
        yield from self._by_readings(wanted)

    def _meant(self, wanted: str, typed: str) -> Iterator[int]:
        """Where no item is called so: by its English, or by what everybody's words mean."""
        yield from self._english.named(typed)
        yield from self._meaning(chinese_of(typed))
        yield from self._meaning(self._spelled(wanted))

    def _by_readings(self, wanted: str) -> Iterator[int]:
        readable = self._index.readable
        yield from self._behind(readable.syllables(wanted, at_start=True))
        yield from self._behind(readable.syllables(wanted, at_start=False))

    def _forgiving(self, wanted: str) -> Iterator[int]:
        """What is understood has no slips, whether the hall has it or not."""
        if not wanted.isascii():
            yield from self._guides.saying(wanted)
            if not self._questions.is_understood(wanted):
                yield from self._meaning(self._misheard(wanted))
                yield from self._questions.hinted(wanted)
        elif not any(self._spelled(wanted)):
            yield from self._most_meant(word for book in self._books for word in book.begun(wanted))
            for way in (SoundBook.misspelled, SoundBook.said, SoundBook.within):
                yield from self._meaning(word for book in self._books for word in way(book, wanted))

    def _spelled(self, letters: str) -> Iterator[str]:
        for way in (SoundBook.initials, SoundBook.spelled):
            yield from (word for book in self._books for word in way(book, letters))

    def _misheard(self, question: str) -> Iterator[str]:
        for part in told(question):
            yield from (other for book in self._books for other in book.heard(part))

    def _meaning(self, words: Iterable[str]) -> Iterator[int]:
        return chain.from_iterable(map(self._questions.answers, words))

    def _most_meant(self, words: Iterable[str]) -> Iterator[int]:
        """Of words that somebody may be about to spell: what most of them mean."""
        answers = (first(self._questions.answers(word), 1) for word in dict.fromkeys(words))
        counts = Counter(chain.from_iterable(answers))
        return (key for key, _ in counts.most_common())

    def _behind(self, places: Iterator[int]) -> Iterator[int]:
        return (self._index.key_at(place - 1) for place in places)
