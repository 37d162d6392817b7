"""What the timeclock says aloud after an answer, where the office wants it."""

from io import BytesIO

from flask import Blueprint, Response, send_file

from hall.attendance.queries import TouchAnswer
from hall.errors import NotFound
from hall.loudspeaker import rules_at
from hall.settings import setting, settings_named
from hall.unit_of_work import ReadSession
from web.app_context import current_context

bp = Blueprint("timeclock_voice", __name__)

#: The last parts of the clips' names, see announcer/voice/phrasing.py.
PUNCHED, AGAIN, ALREADY = "punched", "again", "already"


@bp.get("/timeclock/voice/<name>.opus")
def clip(name: str) -> Response:
    """One sentence, in the voice that the office has chosen."""
    file = current_context().loudspeaker.at_the_timeclock(name)
    if file is None:
        raise NotFound(sound=name)
    return send_file(BytesIO(file), "audio/ogg", conditional=True)


def spoken(snapshot: ReadSession, answer: TouchAnswer) -> dict[str, object] | None:
    """The clip, how loud in percent, and which answer it is, for each is said once.

    None where nothing is to be heard.
    """
    name = _clip_of(answer)
    if name is None or setting(snapshot.session, "timeclock_voice") == "no":
        return None
    volume = rules_at(snapshot.now, settings_named(snapshot.session, ("voice",))).volume
    which = f"punch-{answer.punch.id}" if answer.punch else f"touch-{answer.at.isoformat()}"
    return {"clip": name, "volume": volume, "answer": which} if volume else None


def _clip_of(answer: TouchAnswer) -> str | None:
    """None for what only the screen can explain: a finger of nobody, a clock that is doubted."""
    punch = answer.punch
    if punch is None:
        return AGAIN if answer.unassigned_page is None else None
    if punch.repeated:
        return ALREADY
    return None if punch.set_aside else PUNCHED
