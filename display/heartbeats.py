"""What screens say of themselves: every ten seconds what they painted, and what they could not."""

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.notices.queries import notice_by_id
from hall.notices.receipts import confirm, is_owed, stalled
from hall.screens.queries import NAME, screen_called
from hall.screens.screen_state import Heartbeat
from hall.unit_of_work import ReadSession
from web.app_context import current_context, current_hall

bp = Blueprint("beats", __name__, url_prefix="/display")

MOST = 10**9


@bp.post("/<screen>/beat")
def beat(screen: str) -> ResponseReturnValue:
    """What is on the screen (every ten seconds, and whenever it painted something new). The
    answer is the version it should run, and whether it should be dark."""
    said = _said(screen)
    with current_hall().read() as snapshot:
        heard = _beat(snapshot, said)
        news = current_context().presence.hear(screen, heard)
        found = screen_called(snapshot.session, screen)
        owed = news and found is not None and is_owed(snapshot, found, heard.painted)
        blank = found is not None and found.blanked_at is not None
    if owed:
        with current_hall().work(f"screen:{screen}") as work:
            if again := screen_called(work.session, screen):
                confirm(work, again, heard.painted)
    return {"version": current_app.config["ASSETS_VERSION"], "blank": blank}


def _beat(snapshot: ReadSession, said: dict[str, object]) -> Heartbeat:
    return Heartbeat(
        at=snapshot.now,
        painted=min(_number(said, "painted"), snapshot.seq),
        item=_number(said, "item") or None,
        frames=_known(said, "frames"),
        version=str(said.get("version", ""))[:40],
        width=_number(said, "width"),
        height=_number(said, "height"),
        mute=bool(said.get("mute")),
        brightness=_known(said, "brightness"),
        film_ms=_known(said, "film_ms"),
        open_seconds=_number(said, "open_seconds"),
        blanked=bool(said.get("blanked")),
        page=str(said.get("page", ""))[:20],
        address=request.remote_addr or "",
    )


@bp.post("/<screen>/stalled")
def give_up(screen: str) -> ResponseReturnValue:
    """A notice could not be shown; the screen went on to the next."""
    said = _said(screen)
    with current_hall().work(f"screen:{screen}") as work:
        stalled(work, notice_by_id(work.session, _number(said, "notice")), screen)
    return "", 204


def _said(screen: str) -> dict[str, object]:
    said = request.get_json(silent=True)
    if not NAME.fullmatch(screen) or not isinstance(said, dict):
        raise Malformed(field="screen")
    return said


def _number(said: dict[str, object], name: str) -> int:
    return _known(said, name) or 0


def _known(said: dict[str, object], name: str) -> int | None:
    """A whole number within reason; None where the screen said nothing of the kind."""
    value = said.get(name)
    return value if type(value) is int and 0 <= value <= MOST else None
