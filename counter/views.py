"""Choosing a window, and what is done at it."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue.queries import name_of
from hall.errors import Malformed, NotAllowed
from hall.line import calling, queries
from hall.line.model import Ticket, Window
from hall.people.model import Staff
from hall.slips.deeds import want_another
from hall.work import Work
from lobby.door import the_hall
from lobby.sign_in import actor, must_be_staff

bp = Blueprint("counter", __name__, template_folder="templates")


@bp.get("/counter")
def choose() -> ResponseReturnValue:
    clerk = must_be_staff()
    with the_hall().look() as look:
        if sitting := queries.windows_of(look.session, clerk):
            return redirect(url_for(".window", name=sitting[0].name))
        return render_template(
            "counter/choose.html", clerk=clerk, windows=queries.windows(look.session)
        )


@bp.post("/counter/<name>/sit")
def sit(name: str) -> ResponseReturnValue:
    clerk = must_be_staff()
    with the_hall().work(actor(clerk)) as work:
        calling.sit_down(work, queries.window_by_name(work.session, name), clerk)
    return redirect(url_for(".window", name=name), 303)


@bp.post("/counter/<name>/leave")
def leave(name: str) -> ResponseReturnValue:
    clerk = must_be_staff()
    with the_hall().work(actor(clerk)) as work:
        calling.stand_up(work, _own_window(work, name, clerk))
    return redirect(url_for(".choose"), 303)


@bp.get("/counter/<name>")
def window(name: str) -> ResponseReturnValue:
    return _desk(name, "counter/window.html")


@bp.get("/counter/<name>/_desk")
def desk(name: str) -> ResponseReturnValue:
    return _desk(name, "counter/_desk.html")


def _desk(name: str, template: str) -> ResponseReturnValue:
    clerk = must_be_staff()
    with the_hall().look() as look:
        here = queries.window_by_name(look.session, name)
        if here.clerk_id != clerk.id:  # somebody else took the window meanwhile
            return redirect(url_for(".choose"))
        in_hand = queries.at_window(look.session, look.today, here)
        return render_template(
            template,
            clerk=clerk,
            window=here,
            now=look.now,
            seq=look.seq,
            in_hand=in_hand[0] if in_hand else None,
            item=name_of(look.session, in_hand[0].item_code) if in_hand else "",
            counts=queries.waiting_by_service(look.session, look.today),
            waiting=queries.waiting_at(look.session, look.today, here),
            missed=queries.missed_at(look.session, look.today, here),
        )


@bp.post("/counter/<name>/call-next")
def call_next(name: str) -> ResponseReturnValue:
    clerk = must_be_staff()
    with the_hall().work(actor(clerk)) as work:
        calling.call_next(work, _own_window(work, name, clerk))
    return _back_to(name)


#: What a clerk may do with one ticket at their window, by the last part of the address.
STEPS: dict[str, Callable[[Work, Ticket], object]] = {
    "recall": calling.recall,
    "serve": calling.serve,
    "finish": calling.finish,
    "miss": calling.miss,
    "slip": want_another,
}


@bp.post("/counter/<name>/<step>")
def take_step(name: str, step: str) -> ResponseReturnValue:
    """One step of the ticket the page named: a page that is out of date names an old one."""
    clerk = must_be_staff()
    ticket_id = request.form.get("ticket", type=int)
    if step not in STEPS or ticket_id is None:
        raise Malformed(field="ticket")
    with the_hall().work(actor(clerk)) as work:
        here = _own_window(work, name, clerk)
        ticket = calling.must_be_at(queries.ticket_by_id(work.session, ticket_id), here)
        STEPS[step](work, ticket)
    return _back_to(name)


def _own_window(work: Work, name: str, clerk: Staff) -> Window:
    window = queries.window_by_name(work.session, name)
    if window.clerk_id != clerk.id:
        raise NotAllowed()
    return window


def _back_to(name: str) -> ResponseReturnValue:
    """The desk as it is now: at once for the page's script, by a redirect for a plain form."""
    if "X-Fragment" in request.headers:
        return desk(name)
    return redirect(url_for(".window", name=name), 303)
