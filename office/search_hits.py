"""One thing that the search of the office found, and how names are compared with what was typed."""

from collections.abc import Sequence
from typing import NamedTuple

from hall.catalogue.search.index_entry import IndexEntry
from hall.catalogue.search.name_index import NameIndex
from hall.people.model import Staff
from hall.unit_of_work import ReadSession

MOST_OF_A_KIND = 8


class SearchQuestion(NamedTuple):
    at: ReadSession
    manager: Staff
    typed: str


class SearchHit(NamedTuple):
    title: str
    beside: str  # where it stands, or what it is
    address: str
    also: str = ""  # what else it is called


def fitting(question: SearchQuestion, hits: Sequence[SearchHit]) -> list[SearchHit]:
    index = NameIndex(
        IndexEntry(key, hit.title, aliases=hit.also.split()) for key, hit in enumerate(hits)
    )
    return [hits[key] for key in index.find(question.typed, MOST_OF_A_KIND)]
