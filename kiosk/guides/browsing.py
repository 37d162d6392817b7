"""Lists of guides: by what happens in a life, by module, by field of service, by letters.

Three touches lead from the first page to any guide: the tile of a list, the page of the list by
its letters, the guide. Nothing is scrolled.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request, url_for

from hall.catalogue import queries
from hall.catalogue.directory import Leaf, Line, leaf
from hall.catalogue.search.folding import folded
from hall.catalogue.words import FIELDS, LIFE_EVENTS, Module
from hall.errors import NotFound
from hall.notices.queries import showing
from hall.work import Look
from kiosk.pages import bp, page
from lobby.door import the_hall
from lobby.language import ENGLISH, language
from lobby.sentences import MODULES

A_PAGE = 12
#: What is in no field, or in one of too many.
OTHER_FIELD = "其他"
MOST_FIELDS = 12
#: Before the number of a notice, in the key of a line; no code of an item begins so.
NOTICE = "#"

Row = tuple[str, str, str]  # code, name, field


def life_events(look: Look) -> list[tuple[str, str]]:
    """The tiles of the first page: only those behind which there is something."""
    met = queries.life_events_met(look.session)
    return [(event, name) for event, name in LIFE_EVENTS.items() if event in met]


@bp.get("/kiosk/life/<event>")
def life(event: str) -> str:
    if event not in LIFE_EVENTS:
        raise NotFound(event=event)
    with the_hall().look() as look:
        found = _lines(look, queries.lines_of(look.session, event=event))
        return _list(look, LIFE_EVENTS[event], leaf(found, _page(), A_PAGE), {"event": event})


@bp.get("/kiosk/items/<module>")
def items(module: str) -> str:
    if module not in list(Module):
        raise NotFound(module=module)
    with the_hall().look() as look:
        rows = queries.lines_of(look.session, Module(module))
        if module == Module.DISCLOSE:
            return _disclosed(look, rows)
        fields = _fields(rows) if len(rows) > A_PAGE else []
        field = request.args.get("field", "")
        if field and field not in fields:
            raise NotFound(field=field)
        shown = [row for row in rows if not field or field in _fields_of(row, fields)]
        here = {"module": module, **({"field": field} if field else {})}
        choosing = bool(fields) and not field and "page" not in request.args
        return _list(
            look,
            field or MODULES[module],
            leaf(_lines(look, shown), _page(), A_PAGE),
            here,
            fields=[(each, url_for(".items", module=module, field=each)) for each in fields]
            if choosing
            else [],
        )


def _disclosed(look: Look, rows: Sequence[Row]) -> str:
    """What is made public: items, and the notices as they hang on the board, not by letters."""
    notices = [
        Line(f"{NOTICE}{each.id}", each.title, each.category or "")
        for each in showing(look.session, look.now)
    ]
    every = leaf([*_lines(look, rows), *notices], _page(), A_PAGE, in_own_order=True)
    return _list(look, MODULES[Module.DISCLOSE], every, {"module": Module.DISCLOSE})


def _list(
    look: Look,
    title: str,
    shown: Leaf,
    here: Mapping[str, Any],
    fields: Sequence[tuple[str, str]] = (),
) -> str:
    endpoint = ".life" if "event" in here else ".items"
    lines = [line._replace(key=_address(line.key, here.get("event"))) for line in shown.lines]
    return page(
        "kiosk/items.html",
        now=look.now,
        title=title,
        leaf=replace(shown, lines=lines),
        fields=fields,
        address=lambda **more: url_for(endpoint, **here, **more),
        up=url_for(".items", module=here["module"]) if "field" in here else None,
    )


def _page() -> int:
    return request.args.get("page", 1, int)


def _address(key: str, by: str | None) -> str:
    """Of an entry that is shown: making one for every entry of a long list takes its time."""
    if key.startswith(NOTICE):
        return url_for(".notice", notice_id=int(key.removeprefix(NOTICE)))
    return url_for(".item", code=key, by=by)


def _lines(look: Look, rows: Sequence[Row]) -> list[Line]:
    english = queries.english_names(look.session) if language() == ENGLISH else {}
    return [
        Line(code, english.get(code) or name, "" if field == name else field)
        for code, name, field in rows
    ]


def _fields(rows: Sequence[Row]) -> list[str]:
    """The plan's first and in its order, then what the hall has besides, the fullest first."""
    counts = Counter(each for row in rows for each in queries.fields_of(row[2]))
    if len(counts) < 2:
        return []
    planned = {folded(each): place for place, each in enumerate(FIELDS)}
    ordered = sorted(
        counts, key=lambda each: (planned.get(folded(each), len(FIELDS)), -counts[each], each)
    )
    if len(ordered) <= MOST_FIELDS and all(queries.fields_of(row[2]) for row in rows):
        return ordered
    return [*ordered[: MOST_FIELDS - 1], OTHER_FIELD]


def _fields_of(row: Row, fields: Sequence[str]) -> set[str]:
    """Under which of the tiles it is found."""
    return {each for each in queries.fields_of(row[2]) if each in fields} or {OTHER_FIELD}
