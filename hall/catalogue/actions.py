"""What managers do with items: draft, change, publish, withdraw."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select, update

from hall.catalogue.content import content_of
from hall.catalogue.model import Item, ItemMaterial, ItemStep, ItemVersion
from hall.catalogue.queries import has_code, newest_version, next_position
from hall.catalogue.terms import ItemState
from hall.errors import AlreadyThere, NotComplete
from hall.events import ItemChanged, ItemDrafted, ItemPublished, ItemWithdrawn
from hall.unit_of_work import UnitOfWork

#: What an item is filled with besides its own columns.
ROWS: Mapping[str, type[ItemMaterial] | type[ItemStep]] = {
    "material_rows": ItemMaterial,
    "steps": ItemStep,
}


def _maker(default: Any) -> Callable[[], Any]:
    if default is None:
        return str
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)


#: How to make the emptiest value of each column that must have one.
EMPTY = {
    column.key: _maker(column.default)
    for column in Item.__table__.columns
    if not column.nullable and not column.primary_key
}


def draft_item(work: UnitOfWork, values: Mapping[str, Any]) -> Item:
    """A new item that nobody but the office sees yet."""
    if has_code(work.session, values["code"]):
        raise AlreadyThere(item=values["code"])
    item = fill(Item(), {"position": next_position(work.session), **values})
    work.session.add(item)
    work.session.flush()
    work.record(ItemDrafted(item=item.code))
    return item


def change_item(work: UnitOfWork, item: Item, values: Mapping[str, Any]) -> Item:
    """Change it at once, also for visitors: a published item must stay complete."""
    fill(item, values)
    work.session.flush()
    if not item.is_published:
        work.record(ItemChanged(item=item.code))
        return item
    must_be_complete(item)
    seq = work.record(ItemChanged(item=item.code))
    keep_version(work, item, seq)
    return item


def publish(work: UnitOfWork, item: Item) -> Item:
    must_be_complete(item)
    if not item.is_published:
        item.state = ItemState.PUBLISHED
        keep_version(work, item, work.record(ItemPublished(item=item.code)))
    return item


def withdraw(work: UnitOfWork, item: Item) -> Item:
    if item.is_published:
        item.state = ItemState.WITHDRAWN
        close_versions(work, [item.id])
        work.record(ItemWithdrawn(item=item.code))
    return item


def fill(item: Item, values: Mapping[str, Any]) -> Item:
    """Put the values in; rows come as plain values too, and replace the ones before."""
    for name, value in values.items():
        setattr(item, name, _rows(ROWS[name], value) if name in ROWS else value)
    if item.id is None:
        _empty_the_rest(item)
    return item


def _empty_the_rest(item: Item) -> None:
    """A column that was not given is as empty as it can be, before it is written too."""
    for key, make in EMPTY.items():
        if item.__dict__.get(key) is None:
            setattr(item, key, make())


def _rows(
    kind: type[ItemMaterial] | type[ItemStep], rows: Iterable[Mapping[str, Any]]
) -> list[Any]:
    return [kind(position=position, **row) for position, row in enumerate(rows)]


def must_be_complete(item: Item) -> None:
    if missing := item.missing:
        raise NotComplete(item=item.code, missing=missing, field=missing[0])


def keep_version(work: UnitOfWork, item: Item, seq: int) -> None:
    """Keep what visitors see from now on, if it differs from what they saw before."""
    content = content_of(item)
    last = newest_version(work.session, item.id)
    if last and last.valid_until is None and last.content == content:
        return
    close_versions(work, [item.id])
    work.session.add(
        ItemVersion(
            item_id=item.id,
            number=last.number + 1 if last else 1,
            content=content,
            valid_from=work.now,
            seq=seq,
        )
    )


def close_versions(work: UnitOfWork, items: Iterable[int]) -> None:
    work.session.execute(
        update(ItemVersion)
        .where(ItemVersion.item_id.in_(list(items)), ItemVersion.valid_until.is_(None))
        .values(valid_until=work.now)
    )


def keep_first_versions(work: UnitOfWork, seq: int) -> None:
    """Of a catalogue that came as a whole."""
    for item in work.session.scalars(select(Item).where(Item.state == ItemState.PUBLISHED)):
        keep_version(work, item, seq)
