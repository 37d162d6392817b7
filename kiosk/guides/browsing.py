"""Lists of guides: by what happens in a life, by module, by field of service, by letters.

Three touches lead from the first page to any guide: the tile of a list, the page of the list by
its letters, the guide. Nothing is scrolled.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import url_for

from hall.catalogue import queries
from hall.catalogue.directory import DirectoryLine, DirectoryPage, leaf
from hall.catalogue.search.folding import folded
from hall.catalogue.terms import FIELDS, LIFE_EVENTS, Module
from hall.errors import NotFound
from hall.notices.queries import showing
from hall.unit_of_work import ReadSession
from kiosk.pages import bp, page
from web.app_context import current_hall
from web.forms.fields import LenientField, number_within
from web.forms.typed_form import TypedForm
from web.language import ENGLISH, language
from web.sentences import MODULES
from web.sentences.guides import OTHER_FIELD

A_PAGE = 12
MOST_FIELDS = 12
#: Before the number of a notice, in the key of a line; no code of an item begins so.
NOTICE = "#"

#: Pages beyond the last show the last; so many nobody has.
MOST_PAGES = 10_000

Row = tuple[str, str, str]  # code, name, field


class ListQuery(TypedForm):
    page = LenientField(number_within(1, MOST_PAGES), 1)
    field = LenientField(str, "")


def life_events(snapshot: ReadSession) -> list[tuple[str, str]]:
    """The tiles of the first page: only those behind which there is something."""
    met = queries.life_events_met(snapshot.session)
    return [(event, name) for event, name in LIFE_EVENTS.items() if event in met]


@bp.get("/kiosk/life/<event>")
def life(event: str) -> str:
    if event not in LIFE_EVENTS:
        raise NotFound(event=event)
    with current_hall().read() as snapshot:
        found = _lines(snapshot, queries.lines_of(snapshot.session, event=event))
        return _list(snapshot, LIFE_EVENTS[event], leaf(found, _page(), A_PAGE), {"event": event})


@bp.get("/kiosk/items/<module>")
def items(module: str) -> str:
    if module not in list(Module):
        raise NotFound(module=module)
    with current_hall().read() as snapshot:
        rows = queries.lines_of(snapshot.session, Module(module))
        if module == Module.DISCLOSE:
            return _disclosed(snapshot, rows)
        fields = _fields(rows) if len(rows) > A_PAGE else []
        asked = ListQuery.read_query()
        field = asked.field.value
        if field and field not in fields:
            raise NotFound(field=field)
        shown = [row for row in rows if not field or field in _fields_of(row, fields)]
        here = {"module": module, **({"field": field} if field else {})}
        choosing = bool(fields) and not field and not asked.page.is_there
        return _list(
            snapshot,
            field or MODULES[module],
            leaf(_lines(snapshot, shown), _page(), A_PAGE),
            here,
            fields=[(name, url_for(".items", module=module, field=name)) for name in fields]
            if choosing
            else [],
        )


def _disclosed(snapshot: ReadSession, rows: Sequence[Row]) -> str:
    """What is made public: items, and the notices as they hang on the board, not by letters."""
    notices = [
        DirectoryLine(f"{NOTICE}{notice.id}", notice.title, notice.category or "")
        for notice in showing(snapshot.session, snapshot.now)
    ]
    every = leaf([*_lines(snapshot, rows), *notices], _page(), A_PAGE, in_own_order=True)
    return _list(snapshot, MODULES[Module.DISCLOSE], every, {"module": Module.DISCLOSE})


def _list(
    snapshot: ReadSession,
    title: str,
    shown: DirectoryPage,
    here: Mapping[str, Any],
    fields: Sequence[tuple[str, str]] = (),
) -> str:
    endpoint = ".life" if "event" in here else ".items"
    lines = [line._replace(key=_address(line.key, here.get("event"))) for line in shown.lines]
    return page(
        "kiosk/items.html",
        now=snapshot.now,
        title=title,
        leaf=replace(shown, lines=lines),
        fields=fields,
        address=lambda **more: url_for(endpoint, **here, **more),
        up=url_for(".items", module=here["module"]) if "field" in here else None,
    )


def _page() -> int:
    return ListQuery.read_query().page.value


def _address(key: str, by: str | None) -> str:
    """Of an entry that is shown: making one for every entry of a long list takes its time."""
    if key.startswith(NOTICE):
        return url_for(".notice", notice_id=int(key.removeprefix(NOTICE)))
    return url_for(".item", code=key, by=by)


def _lines(snapshot: ReadSession, rows: Sequence[Row]) -> list[DirectoryLine]:
    english = queries.english_names(snapshot.session) if language() == ENGLISH else {}
    return [
        DirectoryLine(code, english.get(code) or name, "" if field == name else field)
        for code, name, field in rows
    ]


def _fields(rows: Sequence[Row]) -> list[str]:
    """The plan's first and in its order, then what the hall has besides, the fullest first."""
    counts = Counter(name for row in rows for name in queries.fields_of(row[2]))
    if len(counts) < 2:
        return []
    planned = {folded(name): place for place, name in enumerate(FIELDS)}
    ordered = sorted(
        counts, key=lambda name: (planned.get(folded(name), len(FIELDS)), -counts[name], name)
    )
    if len(ordered) <= MOST_FIELDS and all(queries.fields_of(row[2]) for row in rows):
        return ordered
    return [*ordered[: MOST_FIELDS - 1], OTHER_FIELD]


def _fields_of(row: Row, fields: Sequence[str]) -> set[str]:
    """Under which of the tiles it is found."""
    return {name for name in queries.fields_of(row[2]) if name in fields} or {OTHER_FIELD}
