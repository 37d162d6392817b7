"""What visitors looked for: counted by day and item, never by person."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue import counting
from hall.errors import Malformed
from hall.settings import change_setting, number_setting
from lobby.door import the_hall
from lobby.sign_in import actor, must_be_manager

bp = Blueprint("counts", __name__, url_prefix="/items/counts", template_folder="templates")

PERIODS = (1, 7, 30, 90)
LONGEST_KEPT = 365


@bp.get("/")
def counts() -> str:
    manager = must_be_manager()
    days = request.args.get("days", 30, int)
    days = days if days in PERIODS else 30
    with the_hall().look() as look:
        since = look.today - timedelta(days=days - 1)
        return render_template(
            "office/counts.html",
            manager=manager,
            now=look.now,
            days=days,
            periods=PERIODS,
            used=counting.most_used(look.session, since),
            by_day=counting.by_day(look.session, since),
            in_vain=counting.sought_in_vain(look.session, since),
            kept=number_setting(look.session, "search_words_days"),
            longest=LONGEST_KEPT,
        )


@bp.post("/keep")
def keep() -> ResponseReturnValue:
    manager = must_be_manager()
    days = request.form.get("days", 0, int)
    if not 1 <= days <= LONGEST_KEPT:
        raise Malformed(field="days", longest=LONGEST_KEPT)
    with the_hall().work(actor(manager)) as work:
        change_setting(work, "search_words_days", str(days))
        counting.forget_old_words(work)
    return redirect(url_for(".counts"), 303)
