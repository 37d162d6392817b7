"""What a screen tells of what it painted.

Each page carries a token for its own screen, so that it can speak for no other, and so that a
preview in the office, which carries none, counts for nothing.
"""

from datetime import timedelta

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from display.diary_body import DiaryBody
from hall.errors import NotAllowed, NotFound
from hall.proof_of_play.intake import take_in
from hall.screens.queries import screen_called
from web.app_context import current_hall
from web.json_body import posted

bp = Blueprint("exposures", __name__, url_prefix="/display")


def diary_token(screen: str) -> str:
    return _signer().dumps(screen)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="screen-diary")


@bp.post("/<screen>/exposures")
def tell(screen: str) -> ResponseReturnValue:
    """Answers the server's time, by which the screen sets its own count."""
    said = posted(DiaryBody)
    _must_be_its_own(screen, said.token)
    with current_hall().work(f"screen:{screen}") as work:
        if work.clock_is_doubted:
            return "", 503  # nobody knows what time it is: the screen keeps it until we do
        if (found := screen_called(work.session, screen)) is None:
            raise NotFound(screen=screen)
        ahead = said.ahead(work.now)
        told = [stretch.told(ahead or timedelta(), work.now) for stretch in said.sound_stretches()]
        take_in(work, found, said.diary, told, sure=ahead is not None)
        return {"now": int(work.now.timestamp() * 1000)}


def _must_be_its_own(screen: str, token: str) -> None:
    try:
        its_own = _signer().loads(token)
    except BadSignature:
        its_own = None
    if its_own != screen:
        raise NotAllowed(screen=screen)
