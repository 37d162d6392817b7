"""The catalogue in the office: the list, and one item with all its parts."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.base import LARGEST_ID
from hall.catalogue import office_queries
from hall.catalogue.actions import change_item, draft_item, fill, publish, withdraw
from hall.catalogue.guide_checks import doubts
from hall.catalogue.import_export.places import places_of
from hall.catalogue.model import Item
from hall.catalogue.terms import FIELDS, LIFE_EVENTS, ItemKind, Module, Unit
from hall.catalogue.versions import versions_of
from hall.errors import NotFound
from hall.people.model import Staff
from hall.unit_of_work import ReadSession
from office.item_form import ItemForm, NewItemForm, RowsQuery, rows_typed, with_empty_rows
from office.page import office_page
from web.app_context import current_hall
from web.forms.fields import LenientField, no_longer_than, number_within
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.forms.typed_form import TypedForm
from web.request_size import may_hold_text
from web.sentences import catalogue
from web.sign_in import actor, must_be_manager

bp = Blueprint("items", __name__, url_prefix="/items", template_folder="templates")

A_PAGE = 50
MOST_PAGES = 10_000
LONGEST_WORDS = 200  # of what the list is searched for
#: What the list can be narrowed to.
ONLY = ("published", "draft", "withdrawn", "unbound", "apply", "enquire", "disclose")
#: Thirty materials with notes are more than other pages ever send.
LARGEST_FORM = 1024 * 1024


class ItemListQuery(TypedForm):
    only = LenientField(str, "")
    q = LenientField(no_longer_than(LONGEST_WORDS), "")
    page = LenientField(number_within(1, MOST_PAGES), 1)


@bp.get("/")
def every() -> str:
    asked = ItemListQuery.read_query()
    only, words, page = asked.only.value, asked.q.value, asked.page.value
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
@form_page(".new", status=422, also=rows_typed)
def create() -> ResponseReturnValue:
    manager = must_be_manager()
    may_hold_text(LARGEST_FORM)
    form = NewItemForm.read()
    with current_hall().work(actor(manager)) as work:

        def make() -> int:
            item = draft_item(work, form.values(places_of(work.session)))
            if form.wants_publishing:
                publish(work, item)
            return item.id

        item_id = made_once(work, make)
    return redirect(url_for(".one", item_id=item_id), 303)


@bp.get("/<int:item_id>")
def one(item_id: int) -> str:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        return _editor(
            snapshot, manager, office_queries.item_by_id(snapshot.session, known(item_id))
        )


@bp.post("/<int:item_id>")
@form_page(".one", "item_id", status=422, also=rows_typed)
def save(item_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    may_hold_text(LARGEST_FORM)
    form = ItemForm.read()
    with current_hall().work(actor(manager)) as work:
        item = office_queries.item_by_id(work.session, known(item_id))
        change_item(work, item, form.values(places_of(work.session)))
        if form.wants_publishing:
            publish(work, item)
    return redirect(url_for(".one", item_id=item_id), 303)


def _editor(snapshot: ReadSession, manager: Staff, item: Item) -> str:
    places = places_of(snapshot.session)
    return render_template(
        "office/item.html",
        manager=manager,
        now=snapshot.now,
        item=item,
        doubts=[catalogue.doubt(found) for found in doubts(item)] if item.id else (),
        versions=versions_of(snapshot.session, item.id) if item.id else (),
        rows=with_empty_rows(item, RowsQuery.read_query()),
        services=list({service.id: service for service in places.services.values()}.values()),
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
