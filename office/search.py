"""The search box above every page of the office: as a page of results, and as one types."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from flask import Blueprint, render_template

from hall.people.rights import EVERY, Right
from office.page import office_page
from office.search_hits import SearchHit, SearchQuestion
from office.search_manual import found_in_the_manual
from office.search_pages import found_pages, found_settings
from office.search_things import (
    found_items,
    found_notices,
    found_people,
    found_screens,
    found_tickets,
    found_windows,
)
from web.app_context import current_hall
from web.forms.fields import LenientField, no_longer_than
from web.forms.typed_form import TypedForm
from web.sentences.office_search import GROUPS
from web.sign_in import must_be_manager, rights_of_staff

bp = Blueprint("office_search", __name__, url_prefix="/office", template_folder="templates")

LONGEST = 40
KINDS: Mapping[str, Callable[[SearchQuestion], Iterable[SearchHit]]] = {
    "pages": found_pages,
    "settings": found_settings,
    "tickets": found_tickets,
    "people": found_people,
    "items": found_items,
    "windows": found_windows,
    "screens": found_screens,
    "notices": found_notices,
    "manual": found_in_the_manual,
}

#: Whose pages the things stand on; for the others a page says itself who may open it.
OPEN_WITH: Mapping[str, frozenset[Right]] = {
    "tickets": frozenset({Right.QUEUE}),
    "people": frozenset({Right.PEOPLE}),
    "items": frozenset({Right.ITEMS}),
    "windows": frozenset({Right.WINDOWS}),
    "screens": frozenset({Right.SCREENS}),
    "notices": frozenset({Right.NOTICES_WRITE, Right.NOTICES_REVIEW}),
}


class OfficeSearchQuery(TypedForm):
    q = LenientField(no_longer_than(LONGEST), "")


@bp.get("/search")
def page() -> str:
    manager, typed = must_be_manager(), OfficeSearchQuery.read_query().q.value
    with office_page() as (show, snapshot):
        groups = found(SearchQuestion(snapshot, manager, typed))
        return show("office/search.html", typed=typed, groups=groups)


@bp.get("/_search")
def results() -> str:
    manager, typed = must_be_manager(), OfficeSearchQuery.read_query().q.value
    with current_hall().read() as snapshot:
        groups = found(SearchQuestion(snapshot, manager, typed))
    return render_template("office/_search.html", typed=typed, groups=groups)


def found(question: SearchQuestion) -> dict[str, Sequence[SearchHit]]:
    """By headings of GROUPS; nothing for an empty question."""
    if not question.typed:
        return {}
    rights = rights_of_staff(question.manager)
    kinds = {
        GROUPS[kind]: list(look(question))
        for kind, look in KINDS.items()
        if rights & OPEN_WITH.get(kind, EVERY)
    }
    return {heading: hits for heading, hits in kinds.items() if hits}
