"""Which items are about which matters: 没钱看病 and 大病救助 are the same one.

Where no item is about the very matter, one about another matter of the same domain answers, for
one office answers for both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log, sqrt
from typing import NamedTuple

from hall.catalogue.search.asking import wholly_told
from hall.catalogue.search.everyday import Matter, WordSaid, signs, wider, words_said
from hall.catalogue.search.folding import folded
from hall.catalogue.search.index_entry import IndexEntry

#: How much it counts where an item says so.
NAME, ALIAS, FIELD, BODY, EVENT = 1.0, 0.9, 0.6, 0.45, 0.15
#: What an item must have of a matter to be its answer; less only helps to order.
LEAST = 0.2
#: The same domain, another matter.
DOMAIN = 0.5
#: A relative or a verb, compared with a matter.
WITH_OTHERS = 0.25
#: More items are not looked at: what so many are about says nothing.
MOST_ITEMS = 600


class Meant(NamedTuple):
    is_told: bool  # whether any matter was told, known to this hall or not
    of_items: Mapping[int, float]  # scores of items that answer
    beside: Mapping[int, float]  # scores for relatives and verbs alone


class MattersOfItems:
    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        about: dict[str, dict[int, float]] = defaultdict(dict)
        known = tuple(entries)
        for entry in known:
            for term, weight in _terms(entry):
                about[term][entry.key] = max(weight, about[term].get(entry.key, 0))
        self._about = {term: _heaviest(items) for term, items in about.items()}
        self._rarity = {t: log(1 + (len(known) + 1) / (len(i) + 1)) for t, i in about.items()}

    def meant(self, question: str) -> Meant:
        said = _said(question)
        told = [word for word in said if not _is_beside(word)]
        beside = self._scores(word for word in said if _is_beside(word))
        scores = self._scores(told)
        of_items = {key: score + beside.get(key, 0) for key, score in scores.items()}
        return Meant(bool(told), of_items, beside)

    def is_understood(self, question: str) -> bool:
        """Whether it tells what is wanted, be it something that this hall does not have."""
        return not all(map(_is_beside, _said(question)))

    def hinted(self, question: str) -> list[int]:
        """Items of domains at which single characters hint."""
        scores: dict[int, float] = defaultdict(float)
        for sign in set(question) & signs().keys():
            for term in map(_of_domain, signs()[sign]):
                for key, weight in self._about.get(term, {}).items():
                    if weight >= LEAST:
                        scores[key] += weight * self._rarity[term]
        return _best_first(scores)

    def nearest(self, question: str) -> list[int]:
        """Items of the domains that are told, and of those around them."""
        scores: dict[int, float] = defaultdict(float)
        for word in _said(question):
            for matter in word.matters:
                for domain in (matter.domain, *wider(matter.domain)):
                    for key, weight in self._about.get(_of_domain(domain), {}).items():
                        scores[key] += weight
        return _best_first(scores)

    def _scores(self, words: Iterable[WordSaid]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for word in words:
            best: dict[int, float] = {}
            for matter in word.matters:
                for key, score in self._of(matter):
                    best[key] = max(score, best.get(key, 0))
            for key, score in best.items():
                scores[key] += score * sqrt(len(word.word))
        return scores

    def _of(self, matter: Matter) -> Iterator[tuple[int, float]]:
        terms = [(matter.name, WITH_OTHERS if matter.with_others else 1.0)]
        if not matter.with_others:
            terms.append((_of_domain(matter.domain), DOMAIN))
        for term, counts in terms:
            for key, strength in self._about.get(term, {}).items():
                if strength >= LEAST:
                    yield key, counts * strength * self._rarity[term]


def _said(question: str) -> Iterable[WordSaid]:
    return dict.fromkeys(word for text in wholly_told(question) for word in words_said(text))


def _is_beside(word: WordSaid) -> bool:
    return all(matter.with_others for matter in word.matters)


def _of_domain(domain: str) -> str:
    return f"#{domain}"


def _terms(entry: IndexEntry) -> Iterator[tuple[str, float]]:
    for texts, weight in (
        ((entry.name,), NAME), (entry.aliases, ALIAS), (entry.fields, FIELD), (entry.body, BODY),
        (entry.events, EVENT),
    ):  # fmt: skip
        for text in texts:
            for word in words_said(folded(text)):
                for matter in word.matters:
                    yield matter.name, weight
                    if not matter.with_others and (matter.is_first or weight > BODY):
                        yield _of_domain(matter.domain), weight


def _heaviest(items: Mapping[int, float]) -> Mapping[int, float]:
    kept = sorted(items, key=lambda key: -items[key])[:MOST_ITEMS]
    return {key: items[key] for key in kept}


def _best_first(scores: Mapping[int, float]) -> list[int]:
    return sorted(scores, key=lambda key: (-scores[key], key))
