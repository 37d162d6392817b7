"""What a terminal told and nobody could take up: set aside with its reason, never dropped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from hall.terminals.attlog import LONGEST_LINE, BadRow
from hall.terminals.model import TerminalLine
from hall.unit_of_work import ReadSession, UnitOfWork

SHOWN_FOR = timedelta(days=31)
MOST_SHOWN = 5  # of one terminal and one reason
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class LinesSetAside:
    """Of one terminal, for one reason; the latest first."""

    serial: str
    why: str
    count: int
    latest: Sequence[TerminalLine]


def set_aside(work: UnitOfWork, serial: str, lines: Iterable[BadRow]) -> None:
    """Keep these few hundred lines; one that a terminal sends again is kept once."""
    wanted = {line.text: line.why for line in lines}
    kept = select(TerminalLine.text).where(
        TerminalLine.serial == serial, TerminalLine.text.in_(wanted)
    )
    held = set(work.session.scalars(kept))
    work.session.add_all(
        TerminalLine(serial=serial, text=text, why=why, told_at=work.now)
        for text, why in wanted.items()
        if text not in held
    )


def unreadable(body: bytes) -> list[BadRow]:
    """Every line of what is no log at all."""
    lines = body.decode("utf-8", errors="replace").splitlines()
    return [
        BadRow(number, UNREADABLE, line.strip()[:LONGEST_LINE])
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]


def set_aside_lately(snapshot: ReadSession) -> list[LinesSetAside]:
    """What was set aside in the last 31 days, by terminal and reason."""
    lines = snapshot.session.scalars(
        select(TerminalLine)
        .where(TerminalLine.told_at > snapshot.now - SHOWN_FOR)
        .order_by(TerminalLine.id.desc())
    )
    found: dict[tuple[str, str], list[TerminalLine]] = {}
    for line in lines:
        found.setdefault((line.serial, line.why), []).append(line)
    return [
        LinesSetAside(serial, why, len(lines), lines[:MOST_SHOWN])
        for (serial, why), lines in sorted(found.items())
    ]
