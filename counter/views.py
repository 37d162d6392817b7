"""Choosing a window, and what is done at it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from counter.desk import line_from, seen_from
from counter.desk_forms import CoverForm, DeskForm, PauseForm, WalkUpForm
from counter.steps import STEPS, call_is_sent_again, must_see_who_is_in_hand, take
from hall.attendance.punch_windows import unopened_windows
from hall.errors import Malformed, NotAllowed
from hall.issuing import walk_ups
from hall.issuing.tickets import TicketRequest, was_issued
from hall.line import calling, coverage, queries, seating
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_staff

bp = Blueprint("counter", __name__, template_folder="templates")


@bp.get("/counter")
def choose() -> ResponseReturnValue:
    clerk = must_be_staff()
    with current_hall().read() as snapshot:
        if at := queries.windows_of(snapshot.session, clerk):
            return redirect(url_for(".window", name=at[0].name))
        offers = [one.window for one in unopened_windows(snapshot) if one.clerk.id == clerk.id]
        return render_template(
            "counter/choose.html",
            clerk=clerk,
            offered=offers[0] if offers else None,
            windows=queries.windows(snapshot.session),
        )


@bp.post("/counter/<name>/sit")
@form_page(".choose")
def sit(name: str) -> ResponseReturnValue:
    clerk = must_be_staff()
    with current_hall().work(actor(clerk)) as work:
        seating.sit_down(work, queries.window_by_name(work.session, name), clerk)
    return redirect(url_for(".window", name=name), 303)


@bp.post("/counter/<name>/pause")
@form_page(".window", "name", for_scripts=False)
def pause(name: str) -> ResponseReturnValue:
    clerk, reason = must_be_staff(), PauseForm.read().why
    with current_hall().work(actor(clerk)) as work:
        seating.pause(work, seating.own_window(work.session, name, clerk), reason)
    return _back_to(name)


@bp.post("/counter/<name>/reopen")
@form_page(".window", "name", for_scripts=False)
def reopen(name: str) -> ResponseReturnValue:
    clerk = must_be_staff()
    with current_hall().work(actor(clerk)) as work:
        seating.reopen(work, seating.own_window(work.session, name, clerk))
    return _back_to(name)


@bp.get("/counter/<name>")
def window(name: str) -> ResponseReturnValue:
    return _desk(name, "counter/window.html")


@bp.get("/counter/<name>/_desk")
def desk(name: str) -> ResponseReturnValue:
    return _desk(name, "counter/_desk.html")


def _desk(name: str, template: str) -> ResponseReturnValue:
    clerk = must_be_staff()
    with current_hall().read() as snapshot:
        here = queries.window_by_name(snapshot.session, name)
        if here.clerk_id != clerk.id:  # somebody else took the window meanwhile
            return redirect(url_for(".choose"))
        return render_template(
            template,
            clerk=clerk,
            window=here,
            **seen_from(snapshot, here, clerk),
            **line_from(snapshot, here, DeskForm.read_query()),
        )


@bp.post("/counter/<name>/call-next")
@form_page(".window", "name", for_scripts=False)
def call_next(name: str) -> ResponseReturnValue:
    clerk = must_be_staff()
    with current_hall().work(actor(clerk)) as work:
        here = seating.own_window(work.session, name, clerk)
        if not call_is_sent_again(work, here):
            must_see_who_is_in_hand(work, here)
            calling.call_next(work, here)
    return _back_to(name)


@bp.post("/counter/<name>/cover")
@form_page(".window", "name", for_scripts=False)
def cover(name: str) -> ResponseReturnValue:
    """Serve the people of the ticked windows from here as well, and of no others."""
    clerk, wanted = must_be_staff(), CoverForm.read().window.value
    with current_hall().work(actor(clerk)) as work:
        here = seating.own_window(work.session, name, clerk)
        if not coverage.may_cover(clerk, here):
            raise NotAllowed()
        for window in coverage.windows_from(work.session, here)[1:]:
            if window.name not in wanted:
                coverage.uncover(work, window)
        for covered in wanted:
            coverage.cover(work, here, queries.window_by_name(work.session, covered))
    return _back_to(name)


@bp.post("/counter/<name>/walk-up")
@form_page(".window", "name", for_scripts=False)
def walk_up(name: str) -> ResponseReturnValue:
    """Somebody stands at the window without a number."""
    clerk = must_be_staff()
    with current_hall().work(actor(clerk)) as work:
        here = seating.own_window(work.session, name, clerk)
        form = WalkUpForm.read()
        asked = TicketRequest("counter", form.key.value_if_there)
        if not was_issued(work, asked):
            must_see_who_is_in_hand(work, here)
        service = queries.service_by_prefix(work.session, form.service.value)
        walk_ups.walk_up(work, here, service, asked)
    return _back_to(name)


@bp.post("/counter/<name>/<step>")
@form_page(".window", "name", for_scripts=False)
def take_step(name: str, step: str) -> ResponseReturnValue:
    """One step of the ticket the page named: a page that is out of date names an old one."""
    clerk = must_be_staff()
    if step not in STEPS:
        raise Malformed(field="step")
    with current_hall().work(actor(clerk)) as work:
        here = seating.own_window(work.session, name, clerk)
        take(work, step, here)
    return _back_to(name)


def _back_to(name: str) -> ResponseReturnValue:
    """The desk as it is now: at once for the page's script, by a redirect for a plain form."""
    if "X-Fragment" in request.headers:
        return desk(name)
    return redirect(url_for(".window", name=name), 303)
