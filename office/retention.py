"""保留期限: what is kept how long, and what was forgotten when."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.people.model import Role
from hall.retention.retention_run import forgotten_lately, last_run, proofs_of
from hall.retention.retention_table import RETENTION, change_kept_days, rule_named
from office.page import office_page
from web.app_context import current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import NumberField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm, form_of
from web.sentences.retention import RETENTION_ROWS, TABLE_NAMES
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint("office_retention", __name__, url_prefix="/office/retention")


def retention_form() -> type[TypedForm]:
    fields = {rule.name: NumberField(*rule.bounds) for rule in RETENTION if rule.bounds}
    form: type[TypedForm] = form_of("RetentionForm", fields, EditForm)
    return form


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        lately = forgotten_lately(snapshot)
        return show(
            "office/retention.html",
            rows=[
                (rule, RETENTION_ROWS[rule.name], rule.days_now(snapshot), lately.get(rule.name))
                for rule in RETENTION
            ],
            tables=TABLE_NAMES,
            last_run=last_run(snapshot),
            proofs=proofs_of(snapshot),
            may_change=manager.role is Role.DIRECTOR,
        )


@bp.post("")
@form_page(".page")
def change() -> ResponseReturnValue:
    director, form = must_be_director(), retention_form().read()
    with current_hall().work(actor(director)) as work:
        for rule in RETENTION:
            if rule.bounds:
                change_kept_days(work, rule_named(rule.name), form.value_of(rule.name))
    return redirect(url_for(".page"), 303)
