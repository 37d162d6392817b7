"""Counting without spying: how often an item was opened on a day, what was sought in vain.

No row knows a person, a device, a session or a time of day. Words that were typed are kept only
where nothing was found, without long numbers, cut short, and for some days.
"""

import re
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from hall.base import Base
from hall.plain_text import alike, one_line
from hall.settings import number_setting
from hall.unit_of_work import Hall, UnitOfWork

#: Whoever types more tells a story, and stories are about people.
LONGEST_WORDS = 20
#: An ID number, a telephone number, a card: also with spaces and hyphens within, however many,
#: or an X behind.
LONG_NUMBER = re.compile(r"\d(?:[ -]*\d){5,}[xX]?")
#: What is counted under one roof when a day has seen this many different words.
MOST_WORDS_A_DAY = 500
OTHER_WORDS = "…"
#: How long the office may keep words that were typed; the setting is ``search_words_days``.
LONGEST_KEPT_DAYS = 365


class ItemUse(Base):
    """One item on one day."""

    __tablename__ = "item_use"

    day: Mapped[date] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    views: Mapped[int] = mapped_column(default=0)
    searches: Mapped[int] = mapped_column(default=0)  # opened from what a search found
    prints: Mapped[int] = mapped_column(default=0, server_default="0")  # fact cards
    codes: Mapped[int] = mapped_column(default=0, server_default="0")  # shown to be carried away


class SearchMiss(Base):
    """Words for which nothing was found, on one day."""

    __tablename__ = "search_miss"

    day: Mapped[date] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


def scrubbed(words: str) -> str:
    """What may be kept of typed words."""
    plain = one_line(alike(words).casefold())
    plain = "".join(letter for letter in plain if letter.isprintable())
    return LONG_NUMBER.sub(OTHER_WORDS, plain)[:LONGEST_WORDS].strip()


def count_view(work: UnitOfWork, item_id: int, *, found_by_search: bool = False) -> None:
    """Somebody opened a guide."""
    use = _use_today(work, item_id)
    use.views += 1
    use.searches += found_by_search


def count_print(work: UnitOfWork, item_id: int) -> None:
    """A fact card was printed."""
    _use_today(work, item_id).prints += 1


def count_code(work: UnitOfWork, item_id: int) -> None:
    """The guide's code was shown, to be carried away on a telephone."""
    _use_today(work, item_id).codes += 1


def _use_today(work: UnitOfWork, item_id: int) -> ItemUse:
    use = work.session.get(ItemUse, (work.today, item_id))
    if use is None:
        use = ItemUse(day=work.today, item_id=item_id, views=0, searches=0, prints=0, codes=0)
        work.session.add(use)
    return use


def count_miss(work: UnitOfWork, words: str) -> None:
    """Nothing was found for these words: keep what may be kept of them.

    Beyond 500 different words a day they are counted together, as "…".
    """
    kept = scrubbed(words)
    if not kept:
        return
    miss = work.session.get(SearchMiss, (work.today, kept))
    if miss is None and _kinds_today(work) >= MOST_WORDS_A_DAY:
        kept = OTHER_WORDS
        miss = work.session.get(SearchMiss, (work.today, kept))
    if miss is None:
        miss = SearchMiss(day=work.today, words=kept, count=0)
        work.session.add(miss)
    miss.count += 1


def _kinds_today(work: UnitOfWork) -> int:
    asked = select(func.count()).select_from(SearchMiss).where(SearchMiss.day == work.today)
    return work.session.scalar(asked) or 0


def forget_words(hall: Hall) -> int:
    """Typed words that were kept long enough; returns how many. None while the clock is doubted."""
    with hall.work() as work:
        return 0 if work.clock_is_doubted else forget_old_words(work)


def forget_old_words(work: UnitOfWork) -> int:
    """Those kept for as many days as the office set; how many.

    How often something was sought in vain on a day stays, under one roof.
    """
    keep = timedelta(days=number_setting(work.session, "search_words_days"))
    is_old = SearchMiss.day <= work.today - keep, SearchMiss.words != OTHER_WORDS
    counted = select(SearchMiss.day, func.sum(SearchMiss.count)).where(*is_old)
    for day, count in work.session.execute(counted.group_by(SearchMiss.day)).all():
        others = work.session.get(SearchMiss, (day, OTHER_WORDS))
        if others is None:
            others = SearchMiss(day=day, words=OTHER_WORDS, count=0)
            work.session.add(others)
        others.count += count
    work.session.flush()
    old = work.session.scalars(select(SearchMiss).where(*is_old)).all()
    for miss in old:
        work.session.delete(miss)
    return len(old)
