"""The catalogue in the office: the list, and one item with all its parts."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hall.base import LARGEST_ID
from hall.catalogue import office_queries
from hall.catalogue.actions import change_item, draft_item, fill, publish, withdraw
from hall.catalogue.guide_checks import doubts
from hall.catalogue.import_export.places import places_of
from hall.catalogue.import_export.remarks import Remark
from hall.catalogue.model import Item
from hall.catalogue.terms import FIELDS, LIFE_EVENTS, ItemKind, Module, Unit
from hall.catalogue.versions import versions_of
from hall.errors import NotFound
from hall.people.model import Staff
from hall.unit_of_work import ReadSession, UnitOfWork
from office.item_form import read_form, rows_as_typed, with_empty_rows
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.forms.refill import refilled
from web.sentences import catalogue
from web.sign_in import actor, must_be_manager

bp = Blueprint("items", __name__, url_prefix="/items", template_folder="templates")

A_PAGE = 50
#: What the list can be narrowed to.
ONLY = ("published", "draft", "withdrawn", "unbound", "apply", "enquire", "disclose")
#: Thirty materials with notes are more than other pages ever send.
LARGEST_FORM = 1024 * 1024


@bp.get("/")
def every() -> str:
    only, words = request.args.get("only", ""), request.args.get("q", "").strip()
    page = min(max(request.args.get("page", 1, int), 1), 10_000)
    with office_page() as (show, snapshot):
        found, count = office_queries.office_list(
            snapshot.session, words=words, only=only, start=(page - 1) * A_PAGE, most=A_PAGE
        )
        return show(
            "office/items.html",
            items=found,
            count=count,
            page=page,
            pages=-(-count // A_PAGE),
            words=words,
            only=only,
            choices=ONLY,
        )


@bp.get("/new")
def new() -> str:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        return _editor(snapshot, manager, fill(Item(), {"module": Module.APPLY}))


@bp.post("/new")
@form_page(".new")
def create() -> ResponseReturnValue:
    manager = must_be_manager()
    form = _form()
    with current_hall().read() as snapshot:
        values, remarks = read_form(form, places_of(snapshot.session))
        if not remarks and office_queries.has_code(snapshot.session, values["code"]):
            remarks.append(Remark(0, "code_taken", {"code": values["code"], "field": "code"}))
        if refused := _refused(snapshot, manager, None, values, remarks):
            return refused
    with current_hall().work(actor(manager)) as work:
        item = draft_item(work, _values(work, form))
        if _wants_publishing(form):
            publish(work, item)
    return redirect(url_for(".one", item_id=item.id), 303)


@bp.get("/<int:item_id>")
def one(item_id: int) -> str:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        return _editor(
            snapshot, manager, office_queries.item_by_id(snapshot.session, known(item_id))
        )


@bp.post("/<int:item_id>")
@form_page(".one", "item_id")
def save(item_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    form = _form()
    with current_hall().read() as snapshot:
        kept = office_queries.item_by_id(snapshot.session, known(item_id))
        values, remarks = read_form(form, places_of(snapshot.session), code=kept.code)
        if refused := _refused(snapshot, manager, kept, values, remarks):
            return refused
    with current_hall().work(actor(manager)) as work:
        item = office_queries.item_by_id(work.session, item_id)
        change_item(work, item, _values(work, form, code=item.code))
        if _wants_publishing(form):
            publish(work, item)
    return redirect(url_for(".one", item_id=item_id, saved="yes"), 303)


def _refused(
    snapshot: ReadSession,
    manager: Staff,
    kept: Item | None,
    values: dict[str, object],
    remarks: list[Remark],
) -> ResponseReturnValue | None:
    """The form again with what was typed, when it cannot be taken like that."""
    typed = fill(Item(), values)
    shown = (kept is not None and kept.is_published) or _wants_publishing(_form())
    if not remarks and shown and (missing := typed.missing):
        remarks.append(Remark(0, "incomplete", {"missing": missing, "field": missing[0]}))
    if not remarks:
        return None
    if kept:
        typed.id, typed.code, typed.state = kept.id, kept.code, kept.state
    page = _editor(snapshot, manager, typed, remarks, rows=rows_as_typed(request.form))
    problems = {str(each.words["field"]): catalogue.remark(each) for each in remarks}
    return refilled(page, request.path, request.form, problems, ""), 422


def _editor(
    snapshot: ReadSession,
    manager: Staff,
    item: Item,
    remarks: Sequence[Remark] = (),
    *,
    rows: Mapping[str, Sequence[object]] | None = None,
) -> str:
    places = places_of(snapshot.session)
    return render_template(
        "office/item.html",
        manager=manager,
        now=snapshot.now,
        item=item,
        saved=request.args.get("saved") == "yes",
        problems=[catalogue.remark(each) for each in remarks],
        doubts=[catalogue.doubt(each) for each in doubts(item)] if item.id else (),
        versions=versions_of(snapshot.session, item.id) if item.id else (),
        rows=rows or with_empty_rows(item),
        services=list({each.id: each for each in places.services.values()}.values()),
        windows=places.windows.values(),
        modules=Module,
        kinds=ItemKind,
        units=Unit,
        fields=FIELDS,
        life_events=LIFE_EVENTS,
    )


@bp.post("/<int:item_id>/publish")
@form_page(".one", "item_id")
def show(item_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        publish(work, office_queries.item_by_id(work.session, known(item_id)))
    return redirect(url_for(".one", item_id=item_id), 303)


@bp.post("/<int:item_id>/withdraw")
@form_page(".one", "item_id")
def hide(item_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        withdraw(work, office_queries.item_by_id(work.session, known(item_id)))
    return redirect(url_for(".one", item_id=item_id), 303)


def known(item_id: int) -> int:
    if item_id > LARGEST_ID:
        raise NotFound(item=item_id)
    return item_id


def _form() -> MultiDict[str, str]:
    request.max_content_length = request.max_form_memory_size = LARGEST_FORM
    return request.form


def _values(
    work: UnitOfWork, form: MultiDict[str, str], code: str | None = None
) -> dict[str, object]:
    """Read once more, with services and windows of this piece of work."""
    values, _ = read_form(form, places_of(work.session), code=code)
    return values


def _wants_publishing(form: MultiDict[str, str]) -> bool:
    return form.get("then") == "publish"
