"""Words by their sound, as people spell and mishear them.

zh is z, ch is c, sh is s; l is n; ang, eng, ing are an, en, in; ü is u, however it is typed: half
of the country speaks so. 低宝 sounds like 低保, cangjizheng is 残疾证.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import islice, product
from math import ceil
from string import ascii_lowercase

from hall.catalogue.search.everyday import everyday_words
from hall.catalogue.search.readings import readings

RETROFLEX = re.compile("([zcs])h")
#: Of a word whose characters have several readings; more than these are not spelled out.
MOST_SPELLINGS = 8
#: Longer lines are no words that anybody types whole.
LONGEST_WORD = 12
LEAST_HEARD, LONGEST_HEARD = 2, 6
#: How much of a text must sound like one word for that word to be meant.
LEAST_OF_TEXT = 0.75
#: A piece of spelled-out text that is taken for a word.
LEAST_LETTERS = 4
#: One letter may be wrong in words of so many.
LEAST_FORGIVEN = 5
#: Two letters stand for too many words.
LEAST_INITIALS = 3
#: How many of the initials must be those of a word.
LEAST_WITHIN = 0.6
#: How many words may begin with what was typed so far.
MOST_BEGUN = 60


def blurred(letters: str) -> str:
    """The same for whatever sounds the same to somebody."""
    plain = RETROFLEX.sub(r"\1", letters).replace("ng", "n")
    return plain.replace("l", "n").replace("v", "u").replace("ü", "u")


def spellings(word: str) -> Iterator[Sequence[str]]:
    """The syllables of a word, in every reading; none for what nobody can read."""
    return islice(product(*(sorted(readings(character)) for character in word)), MOST_SPELLINGS)


class SoundBook:
    """Words that are known, by how they sound."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in dict.fromkeys(words) if 1 < len(word) <= LONGEST_WORD]

    @cached_property
    def _by_sound(self) -> Mapping[str, list[str]]:
        return self._spelled(lambda spelling: blurred("".join(spelling)))

    @cached_property
    def _by_initials(self) -> Mapping[str, list[str]]:
        return self._spelled(lambda spelling: "".join(syllable[0] for syllable in spelling))

    def _spelled(self, key_of: Callable[[Sequence[str]], str]) -> Mapping[str, list[str]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for word in self._words:
            if not word.isascii():
                for spelling in spellings(word):
                    found[key_of(spelling)][word] = None
        return {key: list(words) for key, words in found.items()}

    @cached_property
    def _in_order(self) -> Sequence[str]:
        return sorted(self._by_sound)

    def initials(self, letters: str) -> Sequence[str]:
        return self._by_initials.get(letters, ()) if len(letters) >= LEAST_INITIALS else ()

    def all_initials(self, letters: str) -> Sequence[str]:
        """Of two letters too: whoever is shown the words chooses among them."""
        return self._by_initials.get(letters, ())

    def within(self, letters: str) -> Iterator[str]:
        """Words that are most of the letters: bcjz is 办残疾证, of which 残疾证 is known."""
        for size in range(len(letters) - 1, LEAST_INITIALS - 1, -1):
            if size >= LEAST_WITHIN * len(letters):
                for place in range(len(letters) - size, -1, -1):
                    yield from self._by_initials.get(letters[place : place + size], ())

    def spelled(self, letters: str) -> Sequence[str]:
        return self._by_sound.get(blurred(letters), ())

    def begun(self, letters: str) -> Iterator[str]:
        """Words of which only the beginning was spelled yet."""
        wanted = blurred(letters)
        at = bisect_left(self._in_order, wanted)
        for sound in self._in_order[at : at + MOST_BEGUN]:
            if sound.startswith(wanted):
                yield from self._by_sound[sound]

    def misspelled(self, letters: str) -> Iterator[str]:
        """Words that are one letter away: missing, too much, another, or two exchanged."""
        wanted = blurred(letters)
        if len(wanted) >= LEAST_FORGIVEN:
            for sound in dict.fromkeys(_one_away(wanted)):
                yield from self._by_sound.get(sound, ())

    def said(self, letters: str) -> Iterator[str]:
        """A whole sentence that was spelled out, as the words in it, in a row."""
        wanted, found, place = blurred(letters), "", 0
        while place <= len(wanted) - LEAST_LETTERS:
            for end in range(len(wanted), place + LEAST_LETTERS - 1, -1):
                if words := self._by_sound.get(wanted[place:end]):
                    found += words[0]
                    place = end
                    break
            else:
                place += 1
        if found:
            yield found

    def heard(self, text: str) -> Iterator[str]:
        """The same text with a word in place of characters that sound like it.

        Some of them must be right, and they must be much of the text: in a long sentence
        something always sounds like something.
        """
        least = max(LEAST_HEARD, ceil(LEAST_OF_TEXT * len(text)))
        for size in range(min(LONGEST_HEARD, len(text)), least - 1, -1):
            for place in range(len(text) - size + 1):
                piece = text[place : place + size]
                for word in self._sounding_like(piece):
                    yield text[:place] + word + text[place + size :]

    def _sounding_like(self, piece: str) -> Iterator[str]:
        for spelling in spellings(piece):
            for word in self._by_sound.get(blurred("".join(spelling)), ()):
                if len(word) == len(piece) and word != piece and set(word) & set(piece):
                    yield word


@cache
def everyday_sounds() -> SoundBook:
    return SoundBook(everyday_words())


def _one_away(letters: str) -> Iterator[str]:
    for place in range(len(letters) + 1):
        before, after = letters[:place], letters[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]
