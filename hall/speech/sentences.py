"""A guide as what is read of it, sentence by sentence: what is seen, and what is said of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256

from hall.speech.speakable import speakable

#: The engine takes about a hundred characters at once, and nobody follows more in one breath.
LONGEST_SAID = 80
ENDS = re.compile(r"(?<=[。！？；])")
PAUSES = re.compile(r"(?<=[，、：；])")


@dataclass(frozen=True)
class Sentence:
    part: str  # of the page, where it stands: "name", or one of the seven disclosures
    text: str  # as it is written there
    said: str

    @cached_property
    def name(self) -> str:
        """Of its sound: the same words are one file, wherever they stand."""
        return f"text-{sha256(self.said.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Guide:
    """One item, as far as it is read aloud."""

    code: str
    name: str
    sentences: tuple[Sentence, ...]


@lru_cache(maxsize=8192)  # the whole catalogue is asked for with each of its changes
def sentences_of(part: str, text: str) -> tuple[Sentence, ...]:
    """The text in pieces of at most 80 said characters, in order; what says nothing is left out."""
    pieces = (piece for line in text.splitlines() for piece in _pieces(line.strip()))
    spoken = ((piece, speakable(piece)) for piece in pieces)
    return tuple(Sentence(part, piece, said) for piece, said in spoken if said)


def _pieces(line: str) -> Iterator[str]:
    """Whole sentences where they are short enough, else what stands between pauses, else halves."""
    for sentence in filter(None, ENDS.split(line)):
        if len(speakable(sentence)) <= LONGEST_SAID:
            yield sentence
        else:
            yield from _short_enough(_gathered(PAUSES.split(sentence)))


def _gathered(clauses: Iterable[str]) -> Iterator[str]:
    """As many clauses together as fit into one breath."""
    held = ""
    for clause in clauses:
        if held and len(speakable(held + clause)) > LONGEST_SAID:
            yield held
            held = ""
        held += clause
    yield held


def _short_enough(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        if len(speakable(piece)) <= LONGEST_SAID or len(piece) < 2:
            yield piece
        else:
            middle = len(piece) // 2
            yield from _short_enough((piece[:middle], piece[middle:]))
