"""What managers do with items: draft, change, publish, withdraw."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hall.catalogue.model import Item, ItemMaterial, ItemStep
from hall.catalogue.office_queries import has_code, next_position
from hall.catalogue.terms import ItemState
from hall.catalogue.versions import close_versions, keep_version
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
    """A new item that nobody but the office sees yet, behind all others. Raises AlreadyThere."""
    if has_code(work.session, values["code"]):
        raise AlreadyThere(item=values["code"])
    item = fill(Item(), {"position": next_position(work.session), **values})
    work.session.add(item)
    work.session.flush()
    work.record(ItemDrafted(item=item.code))
    return item


def change_item(work: UnitOfWork, item: Item, values: Mapping[str, Any]) -> Item:
    """Change it at once, also for visitors: a published item must stay complete.

    A published one gets a new version. Raises NotComplete, which undoes the change.
    """
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
    """Show it to visitors from now on, as a new version; once published it stays as it is.

    Raises NotComplete.
    """
    must_be_complete(item)
    if not item.is_published:
        item.state = ItemState.PUBLISHED
        keep_version(work, item, work.record(ItemPublished(item=item.code)))
    return item


def withdraw(work: UnitOfWork, item: Item) -> Item:
    """Visitors no longer find it, and its version ends now; nothing for an item not published."""
    if item.is_published:
        item.state = ItemState.WITHDRAWN
        close_versions(work, [item.id])
        work.record(ItemWithdrawn(item=item.code))
    return item


def fill(item: Item, values: Mapping[str, Any]) -> Item:
    """Put the values in, by column; rows come as plain values too, and replace the ones before."""
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
    """Raises NotComplete, which names the disclosures (七公开) that say nothing."""
    if missing := item.missing:
        raise NotComplete(item=item.code, missing=missing, field=missing[0])
