"""What visitors looked for: counted by day and item, never by person."""

from datetime import timedelta

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue import usage_counts, usage_report
from hall.retention.retention_table import change_kept_days, rule_named
from hall.settings import number_setting
from office.page import office_page
from web.app_context import current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import LenientField, NumberField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.sign_in import actor, must_be_director

bp = Blueprint("counts", __name__, url_prefix="/items/counts", template_folder="templates")

PERIODS = {"1": 1, "7": 7, "30": 30, "90": 90}


def period(text: str) -> int:
    if text not in PERIODS:
        raise ValueError(text)
    return PERIODS[text]


class PeriodQuery(TypedForm):
    days = LenientField(period, 30)


class WordsKeptForm(EditForm):
    days = NumberField(1, usage_counts.LONGEST_KEPT_DAYS, refusal="days")


@bp.get("/")
def counts() -> str:
    days = PeriodQuery.read_query().days.value
    with office_page() as (show, snapshot):
        since = snapshot.today - timedelta(days=days - 1)
        return show(
            "office/counts.html",
            days=days,
            periods=tuple(PERIODS.values()),
            used=usage_report.most_used(snapshot.session, since),
            by_day=usage_report.by_day(snapshot.session, since),
            in_vain=usage_report.sought_in_vain(snapshot.session, since),
            kept=number_setting(snapshot.session, "search_words_days"),
            longest=usage_counts.LONGEST_KEPT_DAYS,
        )


@bp.post("/keep")
@form_page(".counts")
def keep() -> ResponseReturnValue:
    director, days = must_be_director(), WordsKeptForm.read().days.value
    with current_hall().work(actor(director)) as work:
        change_kept_days(work, rule_named("search_words"), days)
        usage_counts.forget_old_words(work)
    return redirect(url_for(".counts"), 303)
