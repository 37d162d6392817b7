"""What visitors ask of the catalogue: they see published items only."""

import json
from collections.abc import Sequence

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session, joinedload, load_only, selectinload

from hall.base import LARGEST_ID
from hall.catalogue.model import Item
from hall.catalogue.terms import ItemState, Module
from hall.errors import ItemElsewhere, NotFound
from hall.line.model import Service

PUBLISHED = Item.state == ItemState.PUBLISHED
IN_ORDER = (Item.position, Item.id)


def lines_of(
    session: Session, module: Module | None = None, *, event: str | None = None
) -> list[tuple[str, str, str]]:
    """Code, name and field of what a list shows, without the guides themselves.

    ``module`` None: of all three; ``event`` is a key of LIFE_EVENTS.
    """
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
    """An item names its fields of service with 、 between."""
    return [name for name in map(str.strip, field.split("、")) if name]


def item_by_code(session: Session, code: str) -> Item:
    """For visitors: what is not published is not there. Raises NotFound."""
    item = session.scalar(
        select(Item).options(joinedload(Item.service)).where(Item.code == code, PUBLISHED)
    )
    if item is None:
        raise NotFound(item=code)
    return item


def item_of_service(session: Session, code: str, service: Service) -> Item:
    """What a number of this service is taken for. Raises NotFound, ItemElsewhere."""
    item = item_by_code(session, code)
    if item.service_id != service.id:
        raise ItemElsewhere(item=item.name, name=service.name)
    return item


def item_by_number(session: Session, number: int) -> Item:
    """By the number of its guide (指南号), which is short enough to be printed and typed.

    Published items only. Raises NotFound.
    """
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
    """The catalogue from its start, as managers ordered it; without the guides."""
    wanted = select(Item).options(LISTED).where(PUBLISHED).order_by(*IN_ORDER)
    return session.scalars(wanted.limit(most)).all()


def to_be_read_aloud(session: Session, most: int) -> Sequence[Item]:
    """Published, in the catalogue's order, with all that a guide is written from."""
    rows = selectinload(Item.material_rows), selectinload(Item.steps)
    wanted = select(Item).options(*rows).where(PUBLISHED).order_by(*IN_ORDER)
    return session.scalars(wanted.limit(most)).all()


def name_of(session: Session, code: str | None) -> str:
    """The item's name; "" when a ticket was taken without one, or the item is gone."""
    if code is None:
        return ""
    return session.scalar(select(Item.name).where(Item.code == code)) or ""
