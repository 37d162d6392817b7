"""What is asked of the catalogue."""

from collections.abc import Sequence

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session, joinedload

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
    question = select(Item).order_by(Item.position, Item.id).limit(most)
    if wanted:
        question = question.where(
            or_(
                Item.name.contains(wanted, autoescape=True),
                Item.code.contains(wanted, autoescape=True),
                cast(Item.aliases, String).contains(_as_kept(wanted), autoescape=True),
            )
        )
    return session.scalars(question).all()


def _as_kept(wanted: str) -> str:
    r"""The text as it stands inside the JSON column, where 社 is written \u793e."""
    return wanted.encode("ascii", "backslashreplace").decode()


def name_of(session: Session, code: str | None) -> str:
    """The item's name; "" when a ticket was taken without one, or the item is gone."""
    if code is None:
        return ""
    return session.scalar(select(Item.name).where(Item.code == code)) or ""
