"""Letters become characters: the words and characters that may be meant, to choose from.

Words are those that this hall and its visitors use, so the first one is nearly always the right
one; for everything else there are the common characters, one by one. No dictionary is needed for
that and no network (ADR 0023).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from hall.catalogue.search.everyday import everyday_words
from hall.catalogue.search.folding import LONGEST_QUERY
from hall.catalogue.search.readings import usual_reading
from hall.catalogue.search.sound_book import SoundBook, blurred, spellings

LETTERS_AT_THE_END = re.compile("[a-z]+$")
LEAST_LETTERS = 2
LONGEST_SYLLABLE = 6
#: The first level of GB 2312: 3,755 characters, all that everyday texts need.
COMMON_ROWS, COLUMNS = range(0xB0, 0xD8), range(0xA1, 0xFF)


class WordChoice(NamedTuple):
    word: str
    typed: str  # what stands in the field once it is chosen


def choices(typed: str, books: Sequence[SoundBook], most: int) -> list[WordChoice]:
    """For the letters at the end of what was typed, the likeliest first."""
    letters = LETTERS_AT_THE_END.search(typed.casefold())
    if letters is None:
        return []
    before, spelled = typed[: letters.start()], letters[0]
    found: dict[str, str] = {}
    for word, rest in _spelled_out(spelled, books):
        found.setdefault(word, (before + word + rest)[:LONGEST_QUERY])
        if len(found) == most:
            break
    return [WordChoice(word, whole) for word, whole in found.items()]


def _spelled_out(letters: str, books: Sequence[SoundBook]) -> Iterator[tuple[str, str]]:
    """Words or characters, and the letters that are left behind them."""
    if len(letters) >= LEAST_LETTERS:
        yield from ((word, "") for word in _words(letters, books))
    for size in range(len(letters) - 1, LEAST_LETTERS, -1):
        yield from ((w, letters[size:]) for book in books for w in book.spelled(letters[:size]))
    for size in range(min(LONGEST_SYLLABLE, len(letters)), 0, -1):
        for character in common_characters().get(letters[:size], ()):
            yield character, letters[size:]
    if len(letters) >= LEAST_LETTERS:
        slips = chain.from_iterable(book.misspelled(letters) for book in books)
        yield from ((word, "") for word in chain(slips, _characters_sounding_like(letters)))


def _words(letters: str, books: Sequence[SoundBook]) -> Iterator[str]:
    """Spelled wholly, by initials, or so far; what this hall's items are called comes first."""
    for way in (SoundBook.spelled, SoundBook.all_initials):
        yield from (word for book in books for word in way(book, letters))
    for book in books:
        yield from sorted(book.begun(letters), key=lambda word: _far(word, letters))


def _far(word: str, letters: str) -> tuple[bool, int]:
    """Words that really begin so come before those that only sound so, short before long."""
    begins = any("".join(spelling).startswith(letters) for spelling in spellings(word))
    return not begins, len(word)


@cache
def common_characters() -> Mapping[str, Sequence[str]]:
    """By syllable; what everyday words are written with comes first."""
    uses = Counter(character for word in everyday_words() for character in word)
    found: dict[str, list[str]] = defaultdict(list)
    for character in sorted(_common(), key=lambda character: -uses[character]):
        reading = usual_reading(character)
        for way_to_type in {reading, reading.replace("ü", "v"), reading.replace("v", "u")}:
            found[way_to_type].append(character)
    return dict(found)


@cache
def _by_blurred_sound() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for syllable, characters in common_characters().items():
        found[blurred(syllable)] += characters
    return dict(found)


def _characters_sounding_like(letters: str) -> Iterable[str]:
    return _by_blurred_sound().get(blurred(letters), ())


def _common() -> Iterator[str]:
    for row in COMMON_ROWS:
        for column in COLUMNS:
            yield from bytes((row, column)).decode("gb2312", errors="ignore")
