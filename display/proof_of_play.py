"""What a screen tells of what it painted.

Each page carries a token for its own screen, so that it can speak for no other, and so that a
preview in the office, which carries none, counts for nothing.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from hall.errors import Malformed, NotAllowed, NotFound
from hall.proof_of_play.intake import MOST_AT_ONCE, ReportedStretch, take_in
from hall.proof_of_play.model import ExposureKind
from hall.screens.queries import screen_called
from hall.unit_of_work import CLOCK_TOLERANCE
from web.app_context import current_hall

bp = Blueprint("exposures", __name__, url_prefix="/display")

#: Milliseconds up to the year 2286; what is larger has nothing to do with a screen.
LARGEST = 10**13


def diary_token(screen: str) -> str:
    return _signer().dumps(screen)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="screen-diary")


@bp.post("/<screen>/exposures")
def tell(screen: str) -> ResponseReturnValue:
    """Answers the server's time, by which the screen sets its own count."""
    said = request.get_json(silent=True)
    if not isinstance(said, dict) or not isinstance(said.get("stretches"), list):
        raise Malformed(field="diary", most=MOST_AT_ONCE)
    _must_be_its_own(screen, said)
    with current_hall().work(f"screen:{screen}") as work:
        if work.now - work.clock > CLOCK_TOLERANCE:
            return "", 503  # nobody knows what time it is: the screen keeps it until we do
        if (found := screen_called(work.session, screen)) is None:
            raise NotFound(screen=screen)
        ahead = _ahead(said, work.now)
        told = _stretches(said["stretches"], ahead or timedelta(), work.now)
        take_in(work, found, str(said.get("diary", "")), told, sure=ahead is not None)
        return {"now": int(work.now.timestamp() * 1000)}


def _must_be_its_own(screen: str, said: dict[str, Any]) -> None:
    try:
        its_own = _signer().loads(str(said.get("token", "")))
    except BadSignature:
        its_own = None
    if its_own != screen:
        raise NotAllowed(screen=screen)


def _ahead(said: dict[str, Any], now: datetime) -> timedelta | None:
    """How far our clock is ahead of the page's: from its own moment, or as it was told last.

    None for a page that never had an answer and is gone: nobody knows when that was.
    """
    if (its_now := _whole(said.get("now"))) is not None:
        return now - _moment(its_now)
    offset = _whole(said.get("offset"))
    return None if offset is None else timedelta(milliseconds=offset)


def _stretches(told: list[Any], ahead: timedelta, now: datetime) -> list[ReportedStretch]:
    every = [each for each in told[: MOST_AT_ONCE + 1] if isinstance(each, dict)]
    return [one for each in every if (one := _stretch(each, ahead, now)) is not None]


def _stretch(each: dict[str, Any], ahead: timedelta, now: datetime) -> ReportedStretch | None:
    """None for what is no stretch; one bad entry does not lose the others."""
    keys = ("number", "notice", "from", "to", "shown", "covered", "times")
    values = [_whole(each.get(name, 0)) for name in keys]
    if None in values or each.get("what") not in list(ExposureKind):
        return None
    number, notice, start, end, shown, covered, times = (value or 0 for value in values)
    starts_at, ends_at = _moment(start) + ahead, _moment(end) + ahead
    return ReportedStretch(
        number=number,
        what=ExposureKind(each["what"]),
        notice_id=notice or None,
        mark=str(each.get("mark", "")),
        starts_at=starts_at,
        ends_at=min(ends_at, now),  # the answer was under way for a moment
        shown_ms=shown,
        covered_ms=covered,
        times=times,
    )


def _whole(value: object) -> int | None:
    return value if type(value) is int and -LARGEST < value < LARGEST else None


def _moment(milliseconds: int) -> datetime:
    """By whichever clock counted them."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
