"""What is asked of the catalogue. Visitors see published items only; the office sees all."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import String, cast, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, load_only, selectinload

from hall.base import LARGEST_ID
from hall.catalogue.model import Item, ItemStep, ItemVersion
from hall.catalogue.terms import ItemState, Module
from hall.clock import HALL_ZONE
from hall.errors import NotFound

PUBLISHED = Item.state == ItemState.PUBLISHED
IN_ORDER = (Item.position, Item.id)


def lines_of(
    session: Session, module: Module | None = None, *, event: str | None = None
) -> list[tuple[str, str, str]]:
    """Code, name and field of what a list shows, without the guides themselves."""
    asked = select(Item.code, Item.name, Item.field).where(PUBLISHED).order_by(*IN_ORDER)
    if module is not None:
        asked = asked.where(Item.module == module)
    if event is not None:  # as it is written: the events are few, and reading each list is slow
        asked = asked.where(cast(Item.life_events, String).contains(f'"{event}"', autoescape=True))
    return [(code, name, field) for code, name, field in session.execute(asked)]


def english_names(session: Session) -> dict[str, str]:
    """Of items that have one, by their codes."""
    asked = select(Item.code, Item.english_name).where(PUBLISHED, Item.english_name != "")
    return dict(session.execute(asked).all())


def life_events_met(session: Session) -> set[str]:
    """Life events for which there is a guide; asked for every first page, so it reads few rows."""
    kinds = select(cast(Item.life_events, String)).where(PUBLISHED).distinct()
    return {event for kind in session.scalars(kinds) for event in json.loads(kind)}


def fields_of(field: str) -> list[str]:
    """An item names its fields with 、 between."""
    return [each for each in map(str.strip, field.split("、")) if each]


def item_by_code(session: Session, code: str) -> Item:
    """For visitors: what is not published is not there."""
    item = session.scalar(
        select(Item).options(joinedload(Item.service)).where(Item.code == code, PUBLISHED)
    )
    if item is None:
        raise NotFound(item=code)
    return item


def item_by_number(session: Session, number: int) -> Item:
    """By the number of its guide (指南号), which is short enough to be printed and typed."""
    asked = select(Item).options(joinedload(Item.service)).where(Item.id == number, PUBLISHED)
    item = session.scalar(asked) if 0 < number <= LARGEST_ID else None
    if item is None:
        raise NotFound(item=number)
    return item


#: What a list shows; the guides stay in the database.
LISTED = load_only(Item.code, Item.name, Item.module, Item.field)


def published_items(session: Session, ids: Sequence[int]) -> list[Item]:
    """In the order asked for; one that was withdrawn meanwhile is left out."""
    found = session.scalars(select(Item).options(LISTED).where(Item.id.in_(ids), PUBLISHED))
    by_id = {item.id: item for item in found}
    return [by_id[item_id] for item_id in ids if item_id in by_id]


def published_in_order(session: Session, most: int) -> Sequence[Item]:
    wanted = select(Item).options(LISTED).where(PUBLISHED).order_by(*IN_ORDER)
    return session.scalars(wanted.limit(most)).all()


def to_be_read_aloud(session: Session, most: int) -> Sequence[Item]:
    """With all that a guide is written from."""
    rows = selectinload(Item.material_rows), selectinload(Item.steps)
    wanted = select(Item).options(*rows).where(PUBLISHED).order_by(*IN_ORDER)
    return session.scalars(wanted.limit(most)).all()


def name_of(session: Session, code: str | None) -> str:
    """The item's name; "" when a ticket was taken without one, or the item is gone."""
    if code is None:
        return ""
    return session.scalar(select(Item.name).where(Item.code == code)) or ""


# For the office.


def item_by_id(session: Session, item_id: int) -> Item:
    item = session.scalar(
        select(Item)
        .options(
            joinedload(Item.service),
            selectinload(Item.material_rows),
            selectinload(Item.steps).joinedload(ItemStep.window),
        )
        .where(Item.id == item_id)
    )
    if item is None:
        raise NotFound(item=item_id)
    return item


def has_code(session: Session, code: str) -> bool:
    return session.scalar(select(Item.id).where(Item.code == code)) is not None


def next_position(session: Session) -> int:
    last = session.scalar(select(func.max(Item.position)))
    return 0 if last is None else last + 1


def every_item(session: Session, codes: Iterable[str] | None = None) -> Sequence[Item]:
    """With all rows, for writing them into a file or comparing them with one."""
    wanted = select(Item).options(
        joinedload(Item.service),
        selectinload(Item.material_rows),
        selectinload(Item.steps).joinedload(ItemStep.window),
    )
    if codes is not None:
        wanted = wanted.where(Item.code.in_(codes))
    return session.scalars(wanted.order_by(*IN_ORDER)).all()


UNBOUND = exists().where(ItemStep.item_id == Item.id, ItemStep.window_id.is_(None))


def office_list(
    session: Session, *, words: str = "", only: str = "", start: int = 0, most: int = 50
) -> tuple[Sequence[Item], int]:
    """A page of all items, and how many there are; ``only`` is a state, a module or "unbound"."""
    asked = select(Item)
    if words:
        asked = asked.where(
            or_(*(c.contains(words, autoescape=True) for c in (Item.name, Item.code)))
        )
    if only in list(ItemState):
        asked = asked.where(Item.state == ItemState(only))
    elif only in list(Module):
        asked = asked.where(Item.module == Module(only))
    elif only == "unbound":
        asked = asked.where(UNBOUND)
    count = session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    rows = selectinload(Item.material_rows), selectinload(Item.steps)
    page = asked.options(*rows).order_by(*IN_ORDER).offset(start).limit(most)
    return session.scalars(page).all(), count


# Versions.


def newest_version(session: Session, item_id: int) -> ItemVersion | None:
    return session.scalar(
        select(ItemVersion)
        .where(ItemVersion.item_id == item_id)
        .order_by(ItemVersion.number.desc())
        .limit(1)
    )


def newest_versions(session: Session, items: Sequence[int]) -> dict[int, ItemVersion]:
    rows = session.scalars(
        select(ItemVersion).where(ItemVersion.item_id.in_(items)).order_by(ItemVersion.number)
    )
    return {version.item_id: version for version in rows}  # the last of each item wins


def versions_of(session: Session, item_id: int) -> Sequence[ItemVersion]:
    return session.scalars(
        select(ItemVersion)
        .where(ItemVersion.item_id == item_id)
        .order_by(ItemVersion.number.desc())
    ).all()


def versions_on(session: Session, item_id: int, day: date) -> Sequence[ItemVersion]:
    """What was shown on that day, in order: several when it was changed during the day."""
    start = datetime.combine(day, time(), HALL_ZONE)
    end = start + timedelta(days=1)
    return session.scalars(
        select(ItemVersion)
        .where(
            ItemVersion.item_id == item_id,
            ItemVersion.valid_from < end,
            or_(ItemVersion.valid_until.is_(None), ItemVersion.valid_until > start),
        )
        .order_by(ItemVersion.number)
    ).all()
