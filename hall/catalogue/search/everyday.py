"""Words everybody says for words that stand in regulations (``everyday.toml``).

What is told is understood as matters: 我爸走了户口怎么销 tells of a death in the household book.
Texts of items are understood in the same way, so both meet whichever words they use. What belongs
to one item alone is an alias that clerks write to that item.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from hall.catalogue.search.folding import folded

FILE = Path(__file__).with_name("everyday.toml")
BETWEEN_WORDS = "、"
SHORTEST = 2
#: What is done, which regulations name last.
DEEDS = "变更", "更正", "登记", "迁移", "转移", "报销", "缴费", "查询", "改造", "修缮", "采伐"
ABOUT_THE_DOMAIN = {"wider", "with_others", "signs"}
#: Texts whose matters stay in memory: guides share many of their sentences.
MOST_KEPT = 4_000


class Matter(NamedTuple):
    """One thing that people come for, in the words of regulations."""

    name: str
    domain: str  # what one office answers
    with_others: bool  # a relative, a verb: it says nothing by itself
    is_first: bool  # of its domain: the domain itself


class WordSaid(NamedTuple):
    word: str
    matters: tuple[Matter, ...]


@cache
def everyday_words() -> Mapping[str, tuple[Matter, ...]]:
    """Folded words, official ones too, and what each may mean."""
    found: dict[str, list[Matter]] = defaultdict(list)
    for matter, words in _matters():
        for word in (matter.name, *_turned(matter.name), *words.split(BETWEEN_WORDS)):
            if matter not in found[folded(word)]:
                found[folded(word)].append(matter)
    return {word: tuple(matters) for word, matters in found.items()}


def _turned(name: str) -> Iterator[str]:
    """Regulations say 姓名变更, and whoever asks for it 变更姓名."""
    for deed in DEEDS:
        if name.endswith(deed) and len(name) > len(deed) + 1:
            yield deed + name.removesuffix(deed)


def _matters() -> Iterator[tuple[Matter, str]]:
    for domain, lines in _domains().items():
        named = [name for name in lines if name not in ABOUT_THE_DOMAIN]
        for name in named:
            yield Matter(name, domain, "with_others" in lines, name == named[0]), lines[name]


@cache
def signs() -> Mapping[str, Sequence[str]]:
    """Single characters that hint at domains."""
    found: dict[str, list[str]] = defaultdict(list)
    for domain, lines in _domains().items():
        for sign in lines.get("signs", ""):
            found[sign].append(domain)
    return found


def wider(domain: str) -> Sequence[str]:
    """Domains that may help where this one has nothing."""
    return [name for name in _domains()[domain].get("wider", "").split(BETWEEN_WORDS) if name]


@lru_cache(MOST_KEPT)
def words_said(text: str) -> tuple[WordSaid, ...]:
    """What a folded text says, from its start: of words that overlap the longest."""
    return tuple(_words_said(text))


def _words_said(text: str) -> Iterator[WordSaid]:
    words, sizes = everyday_words(), _sizes()
    place = 0
    while place < len(text):
        for size in sizes.get(text[place : place + SHORTEST], ()):
            if matters := words.get(text[place : place + size]):
                yield WordSaid(text[place : place + size], matters)
                place += size
                break
        else:
            place += 1


@cache
def _sizes() -> Mapping[str, Sequence[int]]:
    """How long the words are that begin with these two letters, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in everyday_words():
        if not word.isascii():  # English is told word by word, never within another word
            found[word[:SHORTEST]].add(len(word))
    return {start: sorted(sizes, reverse=True) for start, sizes in found.items()}


@cache
def _domains() -> Mapping[str, dict[str, str]]:
    return tomllib.loads(FILE.read_text("utf-8"))
