"""How a paper looks by now: as delivered, or as the office laid it out."""

from datetime import datetime

from sqlalchemy.orm import Mapped, Session, mapped_column

from hall.base import Base
from hall.errors import NotFound
from hall.events import LayoutChanged
from hall.machines import Sheet
from hall.slips.layout import Words, check_layout, sheet_from
from hall.slips.paper_kinds import (
    KINDS,
    SAMPLE_ADDRESS,
    SAMPLE_HALL,
    SAMPLE_HOURS,
    SAMPLE_PHONE,
    PaperKind,
)
from hall.unit_of_work import UnitOfWork


class PaperLayout(Base):
    """A layout that the office wrote; without a row the paper looks as delivered."""

    __tablename__ = "paper_layout"

    kind: Mapped[str] = mapped_column(primary_key=True)
    layout: Mapped[str]
    changed_at: Mapped[datetime]


def kind_of(kind: str) -> PaperKind:
    """By its key in KINDS. Raises NotFound."""
    if kind not in KINDS:
        raise NotFound(paper=kind)
    return KINDS[kind]


def samples_of(kind: str, *, hall: str, phone: str, hours: str, address: str) -> Words:
    """What stands on it while it is shown or tried: this hall's own, and a made-up visitor's.

    ``address``: where phones reach the server; "" for nowhere, and then no code is printed.
    Raises NotFound for a paper there is not.
    """
    own = {SAMPLE_HALL: hall, SAMPLE_PHONE: phone, SAMPLE_HOURS: hours, SAMPLE_ADDRESS: address}

    def said(word: str) -> str:
        if not address and word.startswith(SAMPLE_ADDRESS):
            return ""
        for sample, its in own.items():
            word = word.replace(sample, its)
        return word

    return {
        name: said(word) if isinstance(word, str) else [said(line) for line in word]
        for name, word in kind_of(kind).words.items()
    }


def layout_of(session: Session, kind: str) -> str:
    """The office's, or as delivered. Raises NotFound for a paper there is not."""
    kept = session.get(PaperLayout, kind)
    return kept.layout if kept else kind_of(kind).layout


def composed(session: Session, kind: str, words: Words) -> Sheet:
    """This paper with these words, as the office wants it to look.

    Raises NotFound for a paper there is not, Malformed for a layout with a word that it lacks.
    """
    return sheet_from(layout_of(session, kind), words)


def edited(session: Session, kind: str) -> bool:
    """Whether it looks otherwise than delivered."""
    return session.get(PaperLayout, kind) is not None


def change_layout(work: UnitOfWork, kind: str, layout: str) -> None:
    """For papers printed from now on. Raises NotFound, Malformed for what could not be printed."""
    layout = layout.replace("\r\n", "\n")
    check_layout(layout, kind_of(kind).words)
    work.session.merge(PaperLayout(kind=kind, layout=layout, changed_at=work.now))
    work.record(LayoutChanged(paper=kind))


def forget_layout(work: UnitOfWork, kind: str) -> None:
    """Let it look as delivered again. Raises NotFound for a paper there is not."""
    if kept := work.session.get(PaperLayout, kind_of(kind) and kind):
        work.session.delete(kept)
        work.record(LayoutChanged(paper=kind))
