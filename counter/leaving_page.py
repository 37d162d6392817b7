"""Leaving a window, and going home: what is left there is asked first, and handed over."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from counter.desk_forms import LeavingForm
from hall.line import leaving_window, queries
from hall.line.model import Window
from hall.line.seating import own_window
from hall.unit_of_work import ReadSession
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_staff

bp = Blueprint("leaving", __name__, template_folder="templates")


@bp.get("/counter/<name>/leave")
def ask(name: str) -> str:
    clerk, form = must_be_staff(), LeavingForm.read_query()
    with current_hall().read() as snapshot:
        window = own_window(snapshot.session, name, clerk)
        return render_template(
            "counter/leave.html",
            now=snapshot.now,
            clerk=clerk,
            window=window,
            left=leaving_window.left_behind(snapshot, window),
            others=_others(snapshot, window),
            home=form.home.value,
        )


@bp.post("/counter/<name>/leave")
@form_page(".ask", "name", for_scripts=False)
def leave(name: str) -> ResponseReturnValue:
    """At once where nobody is left there; else the page that asks, and then as it was said."""
    clerk, form = must_be_staff(), LeavingForm.read()
    with current_hall().work(actor(clerk)) as work:
        window = queries.window_by_name(work.session, name)
        if not queries.windows_of(work.session, clerk):  # the same press once more
            return redirect(url_for("counter.choose"), 303)
        own_window(work.session, name, clerk)
        asks = not form.sure.value and leaving_window.left_behind(work, window).anybody
        if not asks:
            to = form.to.value
            leaving_window.leave_window(
                work,
                window,
                finishing=form.finish.value,
                to=queries.window_by_name(work.session, to) if to else None,
            )
    if asks:
        return redirect(url_for(".ask", name=name, home="yes" if form.home.value else None), 303)
    if form.home.value:
        return redirect(url_for("web.leave"), 307)  # the same press signs out
    return redirect(url_for("counter.choose"), 303)


def _others(snapshot: ReadSession, window: Window) -> list[Window]:
    """Who else sits somewhere now."""
    every = queries.windows(snapshot.session)
    return [other for other in every if other.clerk_id is not None and other is not window]
