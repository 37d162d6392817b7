"""The part a ticket printer plays, and what a virtual one has besides."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from hall.machines.paper import Sheet


class PrintProof(StrEnum):
    """What is known after a slip was sent without complaint."""

    CONFIRMED = "confirmed"  # the printer said so, after the last byte was printed
    UNKNOWN = "unknown"  # this printer has no way of saying


class PaperState(StrEnum):
    PLENTY = "plenty"
    NEAR_END = "near_end"
    UNKNOWN = "unknown"  # this printer cannot say; never to be shown as plenty
    NO_ANSWER = "no_answer"  # it never answered anything: whether it is there nobody knows


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterModel:
    """What a make of printer can do, as a list of printers tells it."""

    name: str  # stands in config.toml as the profile
    maker: str
    label: str
    width_mm: int  # of the paper: 58 or 80
    dots: int  # across the paper; 0: as many as usual on this width
    columns: int  # of ASCII in a line; 0: as many as fit
    has_cutter: bool
    draws_qr: bool  # GS ( k; otherwise we send the code as a picture
    prints_pictures: bool  # GS v 0
    pictures_in_columns: bool  # prints them properly by ESC * only
    dots_among_text: bool  # ESC * 33 beside text, for characters that are in no font
    bytes_per_second: int  # it loses what comes faster; 0: it holds the cable up itself


class TicketPrinter(Protocol):
    def print(self, page: Sheet) -> PrintProof:
        """Print and cut one slip or sheet.

        Raises MachineUnavailable when surely nothing came out, PrintInDoubt when it may have.
        """

    def check(self) -> PaperState:
        """Ask how the printer is, printing nothing. Raises MachineUnavailable.

        NO_ANSWER for one that never answered: it may print, and may as well not be there.
        """


@runtime_checkable
class JobPrinter(TicketPrinter, Protocol):
    """One that remembers, by the name of a job, what became of it: its cable is elsewhere."""

    def print_job(self, job: str, page: Sheet) -> PrintProof:
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
    def runs_out_mid_slip(self) -> bool:
        """Whether the roll ends in the middle of the next slip; may be set."""

    @runs_out_mid_slip.setter
    def runs_out_mid_slip(self, wanted: bool) -> None: ...

    def slips(self) -> list[str]:
        """Names of the kept pictures, newest first."""

    def picture(self, name: str) -> bytes | None:
        """One slip as PNG; None when there is no such picture."""
