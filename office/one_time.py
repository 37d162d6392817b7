"""一次性告知: the notices given on a day, to be looked up and printed again."""

from datetime import date

from flask import Blueprint, render_template, request, url_for

from hall.errors import Malformed
from hall.guidance import queries
from web.app_context import current_hall
from web.sign_in import must_be_manager

bp = Blueprint("office_one_time", __name__, url_prefix="/office/one-time")


@bp.get("")
def given() -> str:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        day = _day(snapshot.today)
        notices = queries.given_on(snapshot.session, day)
        return render_template(
            "office/one_time.html", manager=manager, now=snapshot.now, day=day, notices=notices
        )


def _day(today: date) -> date:
    try:
        return date.fromisoformat(request.args.get("day") or str(today))
    except ValueError:
        raise Malformed(field="day") from None


@bp.get("/<int:notice_id>")
def again(notice_id: int) -> str:
    """As it was given, whatever the guide says now."""
    must_be_manager()
    with current_hall().read() as snapshot:
        notice = queries.notice_by_id(snapshot.session, notice_id)
        return render_template(
            "web/one_time_notice.html",
            notice=notice,
            back=url_for(".given", day=notice.day),
        )
