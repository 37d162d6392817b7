"""The tablet at a window that faces the visitor: five faces when a visit has just ended.

A clerk opens it once. From then on that browser is signed in as nobody: its address holds a key
that opens the window's faces and nothing else, so it may lie there, and come back after a power
cut, without anybody getting at the counter from it.
"""

from hmac import compare_digest, digest

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from counter.desk_forms import TabletForm
from hall.errors import NotFound, NotToBeRated
from hall.line import queries
from hall.line.model import Window
from hall.line.seating import own_window
from hall.opinions.asking import GRACE, asked_at
from hall.opinions.model import Channel
from hall.opinions.rating import rate
from hall.unit_of_work import ReadSession, UnitOfWork
from web.app_context import current_hall
from web.sign_in import forget, must_be_staff

bp = Blueprint("tablet", __name__)


@bp.get("/counter/<name>/rating")
def open_it(name: str) -> str:
    clerk = must_be_staff()
    with current_hall().read() as snapshot:
        window = own_window(snapshot.session, name, clerk)
        return render_template("counter/open_tablet.html", clerk=clerk, window=window)


@bp.post("/counter/<name>/rating")
def opened(name: str) -> ResponseReturnValue:
    """Sign this browser out and leave it at the faces."""
    clerk = must_be_staff()
    with current_hall().read() as snapshot:
        window = own_window(snapshot.session, name, clerk)
    forget()
    return redirect(url_for(".faces", name=window.name, key=_key_of(window.name)), 303)


@bp.get("/rate/<name>/<key>")
def faces(name: str, key: str) -> str:
    template = "counter/_tablet.html" if "X-Fragment" in request.headers else "counter/tablet.html"
    with current_hall().read() as snapshot:
        window = _window_of(snapshot, name, key)
        asked = asked_at(snapshot, window)
        return render_template(
            template, now=snapshot.now, seq=snapshot.seq, window=window, key=key, asked=asked
        )


@bp.post("/rate/<name>/<key>")
def touched(name: str, key: str) -> ResponseReturnValue:
    """Only whoever the tablet asks can be rated on it, and only as long as it asks."""
    form = TabletForm.read()
    with current_hall().work(Channel.TABLET) as work:
        asked = asked_at(work, _window_of(work, name, key), GRACE).ticket
        if asked is None or asked.id != form.ticket.value:
            raise NotToBeRated(number=form.number.value)
        rate(work, asked, form.grade.value, channel=Channel.TABLET)
    if "X-Fragment" in request.headers:
        return faces(name, key)
    return redirect(url_for(".faces", name=name, key=key), 303)


def _window_of(at: ReadSession | UnitOfWork, name: str, key: str) -> Window:
    if not compare_digest(key.encode(), _key_of(name).encode()):
        raise NotFound(window=name)
    return queries.window_by_name(at.session, name)


def _key_of(name: str) -> str:
    """As secret as the key that signs cookies, and lost with it."""
    secret = current_app.secret_key
    assert isinstance(secret, str)
    return digest(secret.encode(), f"tablet {name}".encode(), "sha256").hex()[:32]
