"""The journal for directors: every fact in a sentence, filtered, checked, exported."""

import json

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.listings.listing_rows import every_row
from hall.listings.records import JOURNAL
from hall.unit_of_work import ReadSession
from office.listing_page import download, file_of, named_file, shown
from office.listing_query import AskedListing, asked_of
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.sentences.listings import broken_sentence, checked_sentence
from web.sign_in import must_be_manager

bp = Blueprint(
    "office_journal", __name__, url_prefix="/office/journal", template_folder="templates"
)


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        asked = asked_of(JOURNAL, manager.id, snapshot.today)
        checked = current_context().journal_check.state
        return show(
            "office/journal.html",
            list=shown(snapshot, asked, lambda key: ""),
            newest=snapshot.seq,
            checked=checked,
            checked_words=checked_sentence(checked.tail.seq, snapshot.seq),
            broken_words=broken_sentence(checked.broken.seq) if checked.broken else "",
        )


@bp.post("/check")
@form_page(".page")
def check() -> ResponseReturnValue:
    """Compare another stretch with what was written down; in turns (web/limits.py)."""
    must_be_manager()
    with current_hall().read() as snapshot:
        current_context().journal_check.go_on(snapshot.session)
    return redirect(url_for(".page", _anchor="check"), 303)


@bp.get("/file.<any(xlsx, csv, jsonl):ending>")
def file(ending: str) -> Response:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        asked = asked_of(JOURNAL, manager.id, snapshot.today)
        if ending != "jsonl":
            return file_of(snapshot, asked, ending)
        name = named_file(snapshot, asked, ending)
        return download(_lines(snapshot, asked), "application/jsonl", name)


def _lines(snapshot: ReadSession, asked: AskedListing) -> bytes:
    """A row a line, as the interface gives them: anybody can compute the hash (docs/api.md)."""
    written = []
    for row in every_row(snapshot.session, asked.listing, asked.wish):
        entry = {
            "seq": row.seq,
            "at": row.at.isoformat(timespec="microseconds"),
            "actor": row.actor,
            "kind": row.kind,
            "details": row.details,
            "previous": row.previous,
            "hash": row.hash,
        }
        written.append(json.dumps(entry, ensure_ascii=False) + "\n")
    return "".join(written).encode()
