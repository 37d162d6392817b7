"""What visitors could read of an item from one moment to another: kept when it changes, and found.

One version at most is shown now; it ends when another begins, or the item is withdrawn.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from hall.base import Base
from hall.catalogue.content import content_of
from hall.catalogue.model import Item
from hall.catalogue.terms import ItemState
from hall.clock import HALL_ZONE
from hall.unit_of_work import UnitOfWork


class ItemVersion(Base):
    """All that visitors could read of an item from one moment to another."""

    __tablename__ = "item_version"
    __table_args__ = (
        UniqueConstraint("item_id", "number"),
        Index("ix_item_version_time", "valid_from", "valid_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]  # None: shown now
    seq: Mapped[int]  # the fact in the journal that made it

    @property
    def disclosures(self) -> Iterator[tuple[str, str]]:
        """As they were shown; JSON keeps pairs as lists."""
        return ((name, text) for name, text in self.content["disclosures"])


def keep_version(work: UnitOfWork, item: Item, seq: int) -> None:
    """Keep what visitors see from now on, if it differs from what they saw before.

    ``seq`` is the fact in the journal that made it so.
    """
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
    """What visitors could read of these items (by id) until now, they read no longer."""
    work.session.execute(
        update(ItemVersion)
        .where(ItemVersion.item_id.in_(list(items)), ItemVersion.valid_until.is_(None))
        .values(valid_until=work.now)
    )


def keep_first_versions(work: UnitOfWork, seq: int) -> None:
    """Of a catalogue that came as a whole: one for each published item. ``seq`` is its fact."""
    for item in work.session.scalars(select(Item).where(Item.state == ItemState.PUBLISHED)):
        keep_version(work, item, seq)


def newest_version(session: Session, item_id: int) -> ItemVersion | None:
    """Shown now, or shown last; None for an item that was never published."""
    return session.scalar(
        select(ItemVersion)
        .where(ItemVersion.item_id == item_id)
        .order_by(ItemVersion.number.desc())
        .limit(1)
    )


def newest_versions(session: Session, items: Sequence[int]) -> dict[int, ItemVersion]:
    """By item id; an item that was never published is left out."""
    rows = session.scalars(
        select(ItemVersion).where(ItemVersion.item_id.in_(items)).order_by(ItemVersion.number)
    )
    return {version.item_id: version for version in rows}  # the last of each item wins


def versions_of(session: Session, item_id: int) -> Sequence[ItemVersion]:
    """The newest first."""
    return session.scalars(
        select(ItemVersion)
        .where(ItemVersion.item_id == item_id)
        .order_by(ItemVersion.number.desc())
    ).all()


def versions_on(session: Session, item_id: int, day: date) -> Sequence[ItemVersion]:
    """What was shown on that day (hall time), in order: several when it was changed during it."""
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
