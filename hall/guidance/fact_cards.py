"""The fact card (明白卡): a guide on narrow paper, for whoever asks at the kiosk.

Nobody is noted. What is kept of a card is its key, so that an answer lost on the way or a second
tap makes no second paper, and that only for a day.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from hall.base import LARGEST_ID, Base
from hall.catalogue.model import Item
from hall.catalogue.usage_counts import count_print
from hall.errors import KeyReused, Malformed, NotFound
from hall.events import FactCardWanted
from hall.machines import Sheet
from hall.slips.actions import want_sheet
from hall.slips.model import PaperSlip, PrintStage
from hall.slips.queries import STALE_AFTER
from hall.unit_of_work import UnitOfWork

LONGEST_KEY = 64
KEPT_FOR = timedelta(days=1)


class FactCard(Base):
    __tablename__ = "fact_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_key: Mapped[str] = mapped_column(unique=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    item: Mapped[Item] = relationship()
    slip_id: Mapped[int] = mapped_column(ForeignKey("slip.id"))
    paper: Mapped[PaperSlip] = relationship()
    wanted_at: Mapped[datetime] = mapped_column(index=True)


def want_card(
    work: UnitOfWork, item: Item, sheet: Sheet, key: str, count: Callable[[], None]
) -> FactCard:
    """One card for one wish; a card of the same item that is still on its way is enough.

    ``count`` is told of each that is to be printed, and raises what refuses it. Raises Malformed
    for a key of a wrong length, KeyReused for a key of another item.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise Malformed(field="key", longest=LONGEST_KEY)
    if earlier := work.session.scalar(select(FactCard).where(FactCard.request_key == key)):
        if earlier.item_id != item.id:
            raise KeyReused(key=key)
        return earlier
    if coming := _on_its_way(work, item):
        return coming
    count()
    _forget_old_ones(work)
    paper = want_sheet(work, sheet)
    card = FactCard(request_key=key, item=item, paper=paper, wanted_at=work.now)
    work.session.add(card)
    work.session.flush()
    count_print(work, item.id)
    work.record(FactCardWanted(item=item.code, slip_id=card.slip_id))
    return card


def _on_its_way(work: UnitOfWork, item: Item) -> FactCard | None:
    """About to come out of the printer."""
    return work.session.scalar(
        select(FactCard)
        .join(FactCard.paper)
        .where(
            FactCard.item_id == item.id,
            PaperSlip.stage.in_((PrintStage.WANTED, PrintStage.PRINTING)),
            PaperSlip.wanted_at > work.now - STALE_AFTER,
        )
        .order_by(FactCard.id.desc())
        .limit(1)
    )


def _forget_old_ones(work: UnitOfWork) -> None:
    if not work.clock_is_doubted:
        work.session.execute(delete(FactCard).where(FactCard.wanted_at <= work.now - KEPT_FOR))


def card_by_id(session: Session, card_id: int) -> FactCard:
    """Also an old one, as long as it is kept (a day). Raises NotFound."""
    card = session.get(FactCard, card_id) if 0 < card_id <= LARGEST_ID else None
    if card is None:
        raise NotFound(card=card_id)
    return card
