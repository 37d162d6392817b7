"""预览: each screen as it will be at a moment, drawn by the screen's own page in a frame."""

from datetime import datetime, time, timedelta

from flask import Blueprint

from hall.clock import HALL_ZONE, local
from hall.errors import Malformed, NotFound
from hall.notices.day_course import course
from hall.notices.model import Notice
from hall.notices.queries import calendar_around, notice_by_id, published
from hall.screens.model import Screen, ScreenRole
from hall.screens.queries import screens
from hall.unit_of_work import ReadSession
from office.page import office_page
from web.app_context import current_context
from web.forms.fields import TextField
from web.forms.typed_form import TypedForm
from web.preview_query import PreviewQuery

bp = Blueprint("office_preview", __name__, url_prefix="/office/preview")

#: A screen that has not said how many pixels it has is drawn so large.
LONG_SIDE = 1920
SMALLEST = 200
#: Farther away nobody knows the holidays.
FARTHEST = timedelta(days=366)


class ChosenScreenQuery(TypedForm):
    screen = TextField()


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        wall = [
            screen for screen in screens(snapshot.session) if screen.role is not ScreenRole.SIGN
        ]
        screen = _chosen(wall)
        at = _moment(snapshot.now)
        today = datetime.combine(local(at).date(), time(), HALL_ZONE)
        days = calendar_around(snapshot.session, at)
        draft = _draft(snapshot)
        meant = [notice for notice in published(snapshot.session) if notice.is_for(screen)]
        return show(
            "office/preview.html",
            wall=wall,
            screen=screen,
            at=at,
            draft=draft,
            size=pixels(screen) if screen else (LONG_SIDE, LONG_SIDE),
            scenes=course(meant, today, today + timedelta(days=1), days, screen),
        )


def _chosen(wall: list[Screen]) -> Screen | None:
    """The first where none was chosen yet."""
    if (name := ChosenScreenQuery.read_query().screen.value_if_there) is None:
        return wall[0] if wall else None
    for screen in wall:
        if screen.name == name:
            return screen
    raise NotFound(screen=name)


def _draft(snapshot: ReadSession) -> Notice | None:
    """A notice alone, as it would be on this screen, before anybody approves it."""
    asked = PreviewQuery.read_query().draft.value
    return None if not asked else notice_by_id(snapshot.session, asked)


def _moment(now: datetime) -> datetime:
    at = PreviewQuery.read_query().at.value or now
    if abs(at - now) > FARTHEST:
        raise Malformed(field="moment")
    return at


def pixels(screen: Screen) -> tuple[int, int]:
    """As it said itself; else of its shape."""
    beat = current_context().presence.last(screen.name)
    if beat and min(beat.width, beat.height) >= SMALLEST:
        return beat.width, beat.height
    longer = max(screen.width_mm, screen.height_mm)
    width, height = (side / longer for side in (screen.width_mm, screen.height_mm))
    return _even(LONG_SIDE * width), _even(LONG_SIDE * height)


def _even(pixels: float, step: int = 40) -> int:
    """Nobody measures a panel to the millimetre: 1079 lines are 1080."""
    return max(step, round(pixels / step) * step)
