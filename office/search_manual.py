"""Headings of the manuals, and faults by what one sees of them, for the search of the office."""

from collections.abc import Iterator

from flask import url_for

from office.search_hits import SearchHit, SearchQuestion, fitting
from web.manual_text import manual_sections
from web.sentences.fault_table import fault_groups
from web.sentences.manual_names import FAULTS, FAULTS_TITLE, MANUALS, ROLE_MANUALS


def found_in_the_manual(question: SearchQuestion) -> list[SearchHit]:
    return fitting(question, [*_headings(), *_faults()])


def _headings() -> Iterator[SearchHit]:
    for name, title in (ROLE_MANUALS | MANUALS).items():
        for part in manual_sections(name)[1:]:
            address = url_for("manual.page", name=name, _anchor=part.anchor)
            yield SearchHit(part.title, title, address)


def _faults() -> Iterator[SearchHit]:
    for group in fault_groups():
        for line in group.lines:
            address = url_for("manual.page", name=FAULTS, _anchor=f"fault-{line.key}")
            yield SearchHit(line.seen, FAULTS_TITLE, address, group.title)
