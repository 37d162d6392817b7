"""English names, word by word: birth permit finds Birth permits."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from hall.catalogue.search.everyday import everyday_words
from hall.catalogue.search.folding import folded
from hall.catalogue.search.index_entry import IndexEntry

WORD = re.compile("[a-z]+")
#: Shorter ones are "of" and "the", or initials of Chinese words.
LEAST_LETTERS = 3
#: What of the words that were typed must be in the name.
LEAST_SHARED = 0.5
#: As many words as somebody says for one thing: social security card.
LONGEST_PHRASE = 3


class EnglishNames:
    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        self._having: dict[str, list[int]] = defaultdict(list)
        for entry in entries:
            for word in {_stem(word) for text in entry.english for word in _words(text)}:
                self._having[word].append(entry.key)

    def named(self, typed: str) -> list[int]:
        """Items that have most of the words, most of them first."""
        words = {_stem(word) for word in _words(typed)}
        shared: dict[int, int] = defaultdict(int)
        for word in words:
            for key in self._having.get(word, ()):
                shared[key] += 1
        kept = [key for key, count in shared.items() if count > LEAST_SHARED * len(words)]
        return sorted(kept, key=lambda key: -shared[key])


def chinese_of(typed: str) -> Sequence[str]:
    """What the everyday words call the English ones of it."""
    words, known = WORD.findall(typed.casefold()), everyday_words()
    found: list[str] = []
    for size in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        for place in range(len(words) - size + 1):
            phrase = folded("".join(words[place : place + size]))
            matters = known.get(phrase) or known.get(_stem(phrase), ())
            found.extend(matter.name for matter in matters if not matter.with_others)
    return found


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(text.casefold()) if len(word) >= LEAST_LETTERS]


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") else word
