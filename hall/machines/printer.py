"""The part a ticket printer plays, and what a virtual one has besides."""

from enum import StrEnum
from typing import Protocol, runtime_checkable

from hall.machines.paper import Sheet, Slip


class PrintProof(StrEnum):
    """What is known after a slip was sent without complaint."""

    CONFIRMED = "confirmed"  # the printer said so, after the last byte was printed
    UNKNOWN = "unknown"  # this printer has no way of saying


class PaperState(StrEnum):
    PLENTY = "plenty"
    NEAR_END = "near_end"
    UNKNOWN = "unknown"  # this printer cannot say; never to be shown as plenty


class TicketPrinter(Protocol):
    def print(self, page: Slip | Sheet) -> PrintProof:
        """Print and cut one slip or sheet.

        Raises MachineUnavailable when surely nothing came out, PrintInDoubt when it may have.
        """

    def check(self) -> PaperState:
        """Ask how the printer is, printing nothing. Raises MachineUnavailable."""


@runtime_checkable
class JobPrinter(TicketPrinter, Protocol):
    """One that remembers, by the name of a job, what became of it: its cable is elsewhere."""

    def print_job(self, job: str, page: Slip | Sheet) -> PrintProof:
        """As ``print``; a job that was printed before is not printed again."""

    def outcome_of(self, job: str) -> PrintProof | None:
        """How a job ended; None for one that was surely not printed.

        Raises PrintInDoubt for one that may be out, MachineUnavailable while nobody can say.
        """


class SlipTray(Protocol):
    """What a virtual printer has besides: the slips it drew, and troubles it can be given."""

    paper_out: bool
    near_end: bool
    cover_open: bool
    jammed: bool
    overheated: bool
    silent: bool
    babbles: bool
    unplugged: bool

    @property
    def runs_out_mid_slip(self) -> bool: ...
    @runs_out_mid_slip.setter
    def runs_out_mid_slip(self, wanted: bool) -> None: ...

    def slips(self) -> list[str]:
        """Names of the kept pictures, newest first."""

    def picture(self, name: str) -> bytes | None:
        """One slip as PNG; None when there is no such picture."""
