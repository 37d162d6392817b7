"""What the office reads of the counts: which items are used, on which days, what nobody found."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.catalogue.model import Item
from hall.catalogue.usage_counts import ItemUse, SearchMiss


class UsageCount(NamedTuple):
    """How often: opened, opened from what a search found, printed, carried away as a code."""

    views: int
    searches: int
    prints: int
    codes: int


SUMS = tuple(
    func.sum(column) for column in (ItemUse.views, ItemUse.searches, ItemUse.prints, ItemUse.codes)
)


def most_used(session: Session, since: date, most: int = 50) -> Sequence[tuple[Item, UsageCount]]:
    """Since that day, the most viewed first."""
    rows = session.execute(
        select(Item, *SUMS)
        .join(ItemUse, ItemUse.item_id == Item.id)
        .where(ItemUse.day >= since)
        .group_by(Item.id)
        .order_by(SUMS[0].desc(), Item.position)
        .limit(most)
    )
    return [(item, UsageCount(*sums)) for item, *sums in rows]


class UsageDay(NamedTuple):
    """All items together, and how many searches found nothing."""

    day: date
    use: UsageCount
    misses: int


def by_day(session: Session, since: date) -> Sequence[UsageDay]:
    """The latest first; a day on which nobody used anything is left out."""
    used = session.execute(
        select(ItemUse.day, *SUMS).where(ItemUse.day >= since).group_by(ItemUse.day)
    )
    uses = {day: UsageCount(*sums) for day, *sums in used}
    missed = session.execute(
        select(SearchMiss.day, func.sum(SearchMiss.count))
        .where(SearchMiss.day >= since)
        .group_by(SearchMiss.day)
    )
    misses: dict[date, int] = dict(missed.all())
    days = sorted({*uses, *misses}, reverse=True)
    return [
        UsageDay(day, uses.get(day, UsageCount(0, 0, 0, 0)), misses.get(day, 0)) for day in days
    ]


def sought_in_vain(session: Session, since: date, most: int = 50) -> Sequence[tuple[str, int]]:
    """Words and how often, since that day, the most frequent first."""
    total = func.sum(SearchMiss.count)
    rows = session.execute(
        select(SearchMiss.words, total)
        .where(SearchMiss.day >= since)
        .group_by(SearchMiss.words)
        .order_by(total.desc(), SearchMiss.words)
        .limit(most)
    )
    return [(words, count) for words, count in rows]
