"""Facts of papers from the printer."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class SlipWanted(Event):
    """Somebody asked for the slip of a ticket to be printed once more (补打)."""

    ticket_id: int
    number: str


@dataclass(frozen=True)
class SlipPrinted(Event):
    ticket_id: int | None  # None: a sheet
    number: str
    proof: str  # hall.machines.Proof
    slip_id: int | None = None  # of a sheet


@dataclass(frozen=True)
class SlipDelayed(Event):
    """The printer surely did not print; the slip stays wanted and comes out by itself."""

    ticket_id: int | None  # None: a sheet
    number: str
    fault: str
    slip_id: int | None = None  # of a sheet


@dataclass(frozen=True)
class SlipInDoubt(Event):
    """The slip may be out, whole or in part; a person decides about another."""

    ticket_id: int | None  # None: a sheet
    number: str
    fault: str
    slip_id: int | None = None  # of a sheet


@dataclass(frozen=True)
class FactCardWanted(Event):
    """Somebody at the kiosk wanted a guide on paper (明白卡); who, nobody knows."""

    item: str
    slip_id: int


@dataclass(frozen=True)
class LayoutChanged(Event):
    """The office changed how a paper looks, or let it look as delivered again."""

    paper: str
