"""What the office asks of the catalogue: items in every state, and where a new one goes."""

from collections.abc import Iterable, Sequence

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hall.catalogue.model import Item, ItemStep
from hall.catalogue.queries import IN_ORDER
from hall.catalogue.terms import ItemState, Module
from hall.errors import NotFound


def item_by_id(session: Session, item_id: int) -> Item:
    """In any state, with rows and windows. Raises NotFound."""
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
    """Whether any item has it, in whatever state."""
    return session.scalar(select(Item.id).where(Item.code == code)) is not None


def next_position(session: Session) -> int:
    """Behind all items there are, withdrawn ones too."""
    last = session.scalar(select(func.max(Item.position)))
    return 0 if last is None else last + 1


def every_item(session: Session, codes: Iterable[str] | None = None) -> Sequence[Item]:
    """With all rows, for writing them into a file or comparing them with one.

    ``codes`` None: the whole catalogue, in its order.
    """
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
