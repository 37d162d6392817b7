"""评价和意见: what visitors thought, counted; and the cases that want an answer."""

from datetime import date

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue.queries import name_of
from hall.errors import Malformed
from hall.opinions import cases, queries, retention, tallies
from hall.people.model import Staff
from hall.retention.retention_table import change_kept_days, rule_named
from hall.settings import number_setting, setting
from hall.unit_of_work import ReadSession
from office import opinion_forms as forms
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sentences import RATED_BY
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint("office_opinions", __name__, url_prefix="/office/opinions")


@bp.get("")
def opinions() -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        first, last = _period(snapshot.today)
        return show(
            "office/opinions.html",
            first=first,
            last=last,
            every=tallies.all_grades(snapshot.session, first, last),
            tables=_tables(snapshot, first, last),
            ordinary=number_setting(snapshot.session, cases.ORDINARY),
            complex_days=number_setting(snapshot.session, cases.COMPLEX),
            counting=setting(snapshot.session, cases.COUNT),
            most_days=cases.MOST_DAYS,
            kept_days=number_setting(snapshot.session, retention.KEEP),
            longest_kept=retention.MOST_DAYS,
            **_cases(snapshot, manager),
        )


@bp.get("/_cases")
def case_lists() -> str:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        return render_template("office/_cases.html", **_cases(snapshot, manager))


def _cases(snapshot: ReadSession, reader: Staff) -> dict[str, object]:
    """Without those about whoever reads: they are for another manager."""
    return {
        "seq": snapshot.seq,
        "today": snapshot.today,
        "open_cases": queries.open_cases(snapshot.session, reader),
        "closed_cases": queries.closed_cases(snapshot.session, reader),
    }


def _tables(
    snapshot: ReadSession, first: date, last: date
) -> list[tuple[str, list[tallies.Tally]]]:
    return [
        (RATED_BY["window"], tallies.by_window(snapshot.session, first, last)),
        (RATED_BY["person"], tallies.by_person(snapshot.session, first, last)),
        (RATED_BY["item"], tallies.by_item(snapshot.session, first, last)),
    ]


def _period(today: date) -> tuple[date, date]:
    """This month until today, when nothing else is asked for."""
    asked = forms.PeriodForm.read_query()
    first = asked.first.value or today.replace(day=1)
    last = asked.last.value or max(first, today)
    if last < first:
        raise Malformed(field="period")
    return first, last


@bp.get("/cases/<int:case_id>")
def case(case_id: int) -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        found = queries.case_by_id(snapshot.session, case_id, manager)
        return show(
            "office/case.html",
            today=snapshot.today,
            case=found,
            item_name=name_of(snapshot.session, found.opinion.item_code if found.opinion else None),
            longest=cases.LONGEST_ANSWER,
        )


@bp.post("/cases/<int:case_id>/weight")
@form_page(".case", "case_id")
def weigh(case_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.WeightForm.read()
    with current_hall().work(actor(manager)) as work:
        found = queries.case_by_id(work.session, case_id, manager)
        cases.weigh(work, found, is_complex=form.complex.value == "yes")
    return redirect(url_for(".case", case_id=case_id), 303)


@bp.post("/cases/<int:case_id>/<any(answer, correct):deed>")
@form_page(".case", "case_id")
def answer(case_id: int, deed: str) -> ResponseReturnValue:
    """Two addresses, so that whoever answers a case that was answered meanwhile is told."""
    manager, form = must_be_manager(), forms.AnswerForm.read()
    say = cases.answer if deed == "answer" else cases.correct
    with current_hall().work(actor(manager)) as work:
        found = queries.case_by_id(work.session, case_id, manager)
        say(work, found, form.words.value, by=manager)
    return redirect(url_for(".case", case_id=case_id), 303)


@bp.post("/settings")
@form_page(".opinions")
def change_settings() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.OpinionSettingsForm.read()
    kept = rule_named("opinions")
    with current_hall().work(actor(manager)) as work:
        if form.opinion_days.value != kept.days_now(work):
            must_be_director()
            change_kept_days(work, kept, form.opinion_days.value)
        cases.set_limits(
            work,
            ordinary=form.case_days.value,
            complex_days=form.complex_case_days.value,
            count=form.case_days_count.value,
        )
    return redirect(url_for(".opinions"), 303)
