"""The listings of what the office keeps: people, items, notices, screens, slips, cases, leave."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import aliased

from hall.attendance.absences.model import AttendanceSlip, SlipAct, SlipDecision, SlipKind
from hall.attendance.absences.slip_state import AFTER, SlipState
from hall.catalogue.model import Item
from hall.catalogue.terms import ItemKind, ItemState, Module
from hall.line.model import Service, Window
from hall.listings.declared import ColumnKind, ListColumn, Listing
from hall.notices.levels import Level
from hall.notices.model import Notice, NoticeKind
from hall.notices.notice_life import NoticeState
from hall.opinions.model import Case, CaseSource, Opinion, Rating
from hall.people.model import Role, Staff
from hall.screens.model import Screen, ScreenRole

TEXT, CODE, WORD, YES = ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.WORD, ColumnKind.YES
MOMENT, DAY, NUMBER = ColumnKind.MOMENT, ColumnKind.DAY, ColumnKind.NUMBER


def _all(asked: Select[Any]) -> Select[Any]:
    return asked


PEOPLE = Listing(
    name="people",
    key=Staff.id,
    source=_all,
    usual_sort="name",
    columns=(
        ListColumn("name", Staff.name, is_searched=True, leads=True),
        ListColumn("account", Staff.account, CODE, is_searched=True),
        ListColumn("role", Staff.role, WORD, words=tuple(Role)),
        ListColumn("title", Staff.title, is_searched=True),
        ListColumn("department", Staff.department, is_searched=True),
        ListColumn("may_choose", Staff.may_choose, YES),
        ListColumn("in_use", Staff.in_use, YES),
    ),
)
ITEMS = Listing(
    name="items",
    key=Item.id,
    source=lambda asked: asked.outerjoin(Service, Service.id == Item.service_id),
    usual_sort="name",
    columns=(
        ListColumn("name", Item.name, is_searched=True, leads=True),
        ListColumn("code", Item.code, CODE, is_searched=True),
        ListColumn("module", Item.module, WORD, words=tuple(Module)),
        ListColumn("state", Item.state, WORD, words=tuple(ItemState)),
        ListColumn("kind", Item.kind, WORD, words=tuple(ItemKind)),
        ListColumn("service", Service.name, is_searched=True),
        ListColumn("authority", Item.authority, is_searched=True),
        ListColumn("field", Item.field, is_searched=True),
    ),
)
NOTICES = Listing(
    name="notices",
    key=Notice.id,
    source=_all,
    usual_sort="-starts_at",
    day="starts_at",
    columns=(
        ListColumn("title", Notice.title, is_searched=True, leads=True),
        ListColumn("kind", Notice.kind, WORD, words=tuple(NoticeKind)),
        ListColumn("state", Notice.state, WORD, words=tuple(NoticeState)),
        ListColumn("level", Notice.level, WORD, words=tuple(Level)),
        ListColumn("category", Notice.category, is_searched=True),
        ListColumn("starts_at", Notice.starts_at, MOMENT),
        ListColumn("ends_at", Notice.ends_at, MOMENT),
        ListColumn("published_at", Notice.published_at, MOMENT),
        ListColumn("over_at", Notice.over_at, MOMENT),
    ),
)
SCREENS = Listing(
    name="screens",
    key=Screen.id,
    source=lambda asked: asked.outerjoin(Window, Window.id == Screen.window_id),
    usual_sort="name",
    columns=(
        ListColumn("name", Screen.name, CODE, is_searched=True, leads=True),
        ListColumn("role", Screen.role, WORD, words=tuple(ScreenRole)),
        ListColumn("place", Screen.place, is_searched=True),
        ListColumn("window", Window.name, CODE),
        ListColumn("width_mm", Screen.width_mm, NUMBER),
        ListColumn("height_mm", Screen.height_mm, NUMBER),
        ListColumn("distance_mm", Screen.distance_mm, NUMBER),
        ListColumn("sound", Screen.sound, YES),
        ListColumn("in_use", Screen.in_use, YES),
    ),
)


def _not_about(viewer: int) -> ColumnElement[bool]:
    """As ``Case.concerns``: what is, or may be, about somebody is not theirs to see."""
    numbers = func.replace(cast(Opinion.concerned, String), "[", ",")
    numbers = func.replace(func.replace(numbers, "]", ","), " ", "")
    of_rating = and_(Case.rating_id.isnot(None), func.coalesce(Rating.staff_id, 0) != viewer)
    of_opinion = and_(Case.opinion_id.isnot(None), ~numbers.contains(f",{viewer},"))
    return or_(of_rating, of_opinion)


CASES = Listing(
    name="cases",
    key=Case.id,
    source=lambda asked: asked.outerjoin(Rating, Rating.id == Case.rating_id).outerjoin(
        Opinion, Opinion.id == Case.opinion_id
    ),
    usual_sort="-opened_at",
    day="opened_on",
    condition=_not_about,
    columns=(
        ListColumn("id", Case.id, NUMBER, leads=True),
        ListColumn("source", Case.source, WORD, words=tuple(CaseSource)),
        ListColumn("words", func.coalesce(Rating.words, Opinion.words), is_searched=True),
        ListColumn("opened_at", Case.opened_at, MOMENT),
        ListColumn("opened_on", Case.opened_on, DAY),
        ListColumn("due_on", Case.due_on, DAY),
        ListColumn("complex", Case.complex, YES),
        ListColumn("closed_on", Case.closed_on, DAY),
    ),
)

_ENTERED = aliased(Staff)
_LAST_ACT = (
    select(SlipDecision.act)
    .where(SlipDecision.slip_id == AttendanceSlip.id)
    .order_by(SlipDecision.id.desc())
    .limit(1)
    .scalar_subquery()
)
_BECAME = case(
    {act: str(AFTER[act]) for act in SlipAct},
    value=cast(_LAST_ACT, String),
    else_=str(SlipState.WAITING),
)
LEAVE = Listing(
    name="leave",
    key=AttendanceSlip.id,
    source=lambda asked: (
        asked.join(Staff, Staff.id == AttendanceSlip.staff_id)
        .join(SlipKind, SlipKind.id == AttendanceSlip.kind_id)
        .join(_ENTERED, _ENTERED.id == AttendanceSlip.entered_by_id)
    ),
    usual_sort="-begins",
    day="begins",
    columns=(
        ListColumn("staff", Staff.name, is_searched=True),
        ListColumn("kind", SlipKind.name, is_searched=True),
        ListColumn("begins", AttendanceSlip.begins, MOMENT, leads=True),
        ListColumn("ends", AttendanceSlip.ends, MOMENT),
        ListColumn("work_days", AttendanceSlip.work_days, NUMBER),
        ListColumn("state", _BECAME, WORD, words=tuple(SlipState)),
        ListColumn("reason", AttendanceSlip.reason, is_searched=True),
        ListColumn("entered_by", _ENTERED.name),
        ListColumn("applied_at", AttendanceSlip.applied_at, MOMENT),
    ),
)
