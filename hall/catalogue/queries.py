"""What is asked of the catalogue."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, load_only

from hall.catalogue.model import Item, Module
from hall.errors import NotFound


def of_module(session: Session, module: Module) -> Sequence[Item]:
    return session.scalars(
        select(Item).where(Item.module == module).order_by(Item.position, Item.id)
    ).all()


def item_by_code(session: Session, code: str) -> Item:
    item = session.scalar(select(Item).options(joinedload(Item.service)).where(Item.code == code))
    if item is None:
        raise NotFound(item=code)
    return item


def items_matching(session: Session, wanted: str, most: int = 50) -> Sequence[Item]:
    """Items whose name, code or everyday words contain the text; all items for an empty one."""
    # Some hundred items at most, so they are compared here: inside the database the everyday
    # words are JSON, where 社 is written \u793e and a search for 5 would find it.
    every = session.scalars(
        select(Item)
        .options(load_only(Item.code, Item.name, Item.module, Item.field, Item.aliases))
        .order_by(Item.position, Item.id)
    )
    sought = wanted.casefold()
    return [item for item in every if _says(item, sought)][:most]


def _says(item: Item, sought: str) -> bool:
    return any(sought in text.casefold() for text in (item.name, item.code, *item.aliases))


def name_of(session: Session, code: str | None) -> str:
    """The item's name; "" when a ticket was taken without one, or the item is gone."""
    if code is None:
        return ""
    return session.scalar(select(Item.name).where(Item.code == code)) or ""
