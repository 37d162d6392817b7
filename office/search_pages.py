"""Pages and settings of the office, found by their names; only what somebody may open."""

from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import quote

from flask import current_app, url_for

from office.search_hits import SearchHit, SearchQuestion, fitting
from web.navigation import may_open, pages_for, place_of
from web.sentences import office_search as words
from web.sentences.office_pages import AREAS


def found_pages(question: SearchQuestion) -> list[SearchHit]:
    hits = [
        SearchHit(page.title, AREAS[page.area], url_for(page.endpoint), page.words)
        for page in pages_for(question.manager)
    ]
    return fitting(question, hits)


def found_settings(question: SearchQuestion) -> list[SearchHit]:
    labels = words.setting_labels()
    open_to = [name for name in labels if may_open(question.manager, name)]
    hits = chain.from_iterable(_labelled(name, labels[name]) for name in open_to)
    return fitting(question, list(dict.fromkeys(hits)))


def _labelled(endpoint: str, labels: Sequence[str]) -> Iterator[SearchHit]:
    """At the label, which the browser looks for; on the list, where each thing has its own."""
    rule = next(current_app.url_map.iter_rules(endpoint))
    place = place_of(rule.rule)
    if place is None or place.page is None:
        return
    of_one = bool(rule.arguments)
    beside = words.OF_ONE.format(page=place.page.title) if of_one else place.page.title
    address = url_for(place.page.endpoint if of_one else endpoint)
    for label in labels:
        yield SearchHit(label, beside, address if of_one else f"{address}#:~:text={quote(label)}")
