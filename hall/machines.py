"""What the hall asks of machines, in the hall's own words.

(Elsewhere these are called ports. Here a port is a place to plug a cable.)
A driver in devices/ plays one of these parts by having its methods; it need not inherit.
A driver has no clock, keeps no history and writes no log: it does the work or says why not.
Watching it over time is the hall's business (hall/watch.py).
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Protocol, Self


class Fault(StrEnum):
    """Why a machine does not serve. ``lobby/sentences.py`` says each in Chinese."""

    ABSENT = "absent"  # nothing at that address: unplugged, or the address is wrong
    BUSY = "busy"  # another program holds the port
    SILENT = "silent"  # the port opens, nobody answers
    GARBLED = "garbled"  # an answer in no known language: wrong baud rate or a bad cable
    WRONG_PASSWORD = "wrong_password"
    WRONG_ADDRESS = "wrong_address"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    OVERHEATED = "overheated"
    OFF_LINE = "off_line"
    SWAPPED = "swapped"  # it works, and is not the one this hall adopted
    BROKEN = "broken"  # the machine itself reports a failure of its parts


class MachineUnavailable(Exception):
    """The machine surely did not do it. What was already done in the hall still stands."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else str(fault))
        self.fault = fault
        self.detail = detail


class PrintInDoubt(MachineUnavailable):
    """Bytes were sent and no proof came back: the slip may be out, whole or in part.

    The program never prints such a slip again by itself; a person looks and decides.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What is printed on a number ticket (号票)."""

    hall: str
    number: str
    service: str
    windows: tuple[str, ...]  # names of the windows that take this service, such as "1", "2"
    issued_at: datetime  # aware, already in the hall's zone
    ahead: int  # people before this one when the number was taken
    link: str  # the visitor's own page, as a QR code; "" for none
    complaint_phone: str
    reprint: bool = False  # marked 补打
    forecast: str = ""  # when it will be called, in lines; "" where nothing is honest
    check: str = ""  # typed with the number at the kiosk to rate the visit; "" for none


def windows_sentence(windows: Sequence[str]) -> str:
    """请到1至3、7号窗口; a window with a name of its own is called by it."""
    numbers = {int(name) for name in windows if name.isascii() and name.isdecimal()}
    names = [name for name in windows if not (name.isascii() and name.isdecimal())]
    if numbers:
        names.insert(0, f"{'、'.join(_runs(sorted(numbers)))}号窗口")
    return f"请到{'、'.join(names)}" if names else "请留意叫号屏幕"


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Three and more in a row are said as "1至3"."""
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        row = [number for _, number in run]
        if len(row) > 2:
            yield f"{row[0]}至{row[-1]}"
        else:
            yield from map(str, row)


def ahead_sentence(ahead: int) -> str:
    return f"前面还有{ahead}人" if ahead else "前面没有人，请准备"


class TextSize(StrEnum):
    """How large a paragraph stands on a sheet; paper of any width knows all of them."""

    NORMAL = "normal"
    TALL = "tall"
    LARGE = "large"
    HUGE = "huge"  # one short word, such as a number, as large as the paper allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of running text. Only dashes, three or more: a line across the paper."""

    text: str
    size: TextSize = TextSize.NORMAL
    centred: bool = False
    bold: bool = False
    ticked: bool | None = None  # a box before it, ticked or to be ticked; None: no box


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Any paper besides the number slip: a one-time notice, a fact card, a receipt.

    Printed from the top: logo, title, body, the QR code with its label, footer.
    """

    title: str
    body: tuple[Paragraph, ...] = ()
    link: str = ""  # what the QR code says; "" for no code
    link_label: str = ""
    footer: str = ""
    logo: bool = False  # the hall's picture above everything
    reprint: bool = False  # marked 补打

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        values = json.loads(text)
        body = tuple(
            Paragraph(**{**each, "size": TextSize(each["size"])}) for each in values.pop("body")
        )
        return cls(body=body, **values)


class Proof(StrEnum):
    """What is known after a slip was sent without complaint."""

    CONFIRMED = "confirmed"  # the printer said so, after the last byte was printed
    UNKNOWN = "unknown"  # this printer has no way of saying


class Paper(StrEnum):
    PLENTY = "plenty"
    NEAR_END = "near_end"
    UNKNOWN = "unknown"  # this printer cannot say; never to be shown as plenty


class TicketPrinter(Protocol):
    def print(self, page: Slip | Sheet) -> Proof:
        """Print and cut one slip or sheet.

        Raises MachineUnavailable when surely nothing came out, PrintInDoubt when it may have.
        """

    def check(self) -> Paper:
        """Ask how the printer is, printing nothing. Raises MachineUnavailable."""


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


@dataclass(frozen=True, slots=True)
class Touch:
    """One finger laid on the glass."""

    page: int | None  # the template's page in the reader; None: a stranger
    score: int  # the reader's own measure; not comparable between models


class Stage(StrEnum):
    """How far the enrolment of one finger has come; the last six end it."""

    LAY = "lay"  # the finger is awaited on the glass
    LIFT = "lift"  # captured; it has to leave the glass before the next capture
    UNCLEAR = "unclear"  # no usable image: dry, wet, askew
    DUPLICATE = "duplicate"  # this finger is in the reader already, at ``page``
    DIFFERENT = "different"  # the captures are not of one finger
    FULL = "full"
    STORED = "stored"  # and read back, at ``page``
    GAVE_UP = "gave_up"  # nobody came
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Enrolling:
    stage: Stage
    captured: int
    wanted: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What a reader holds and may hold."""

    capacity: int
    security_level: int  # 1 lets most fingers pass, 5 fewest
    pages: frozenset[int]


class FingerprintReader(Protocol):
    """Its templates stay in it: nothing here reads one out."""

    @property
    def mark(self) -> str | None:
        """What this hall wrote into it to know it again, as read when it was met.

        "" for one that was never marked; None for one that has no place for a mark.
        """

    def next_touch(self) -> Touch | None:
        """Look once: a finger newly laid on the glass, or None while nothing new is there.

        A finger that stays on the glass is told once; it must be lifted before the next.
        Raises MachineUnavailable, as everything here does.
        """

    def library(self) -> Library: ...

    def enrol(self, captures: int, reserved: Collection[int]) -> Iterator[Enrolling]:
        """Take up one finger; each step looks once. ``reserved`` pages are not used."""

    def forget(self, page: int) -> None:
        """Delete a template, and read back that it is gone."""

    def write_mark(self, mark: str) -> None:
        """Mark it, and read the mark back."""

    def lock(self) -> None:
        """Give it a new password of its own, kept in a file beside the database."""

    def close(self) -> None:
        """Let go of the cable; the next look takes it up again."""


class Glass(Protocol):
    """The glass of a simulated reader, for the demonstration."""

    def touch(self, page: int | None) -> None:
        """Lay the finger enrolled at this page on the glass for a moment; None: a stranger's."""

    def troubles(self) -> Mapping[str, bool]:
        """What can be wrong with it, by name, and whether it is."""

    def trouble(self, name: str) -> None:
        """Give it a trouble, or take it away again. Raises KeyError for an unknown one."""

    def stop(self) -> None:
        """Take the simulated reader away."""


class PadKey(StrEnum):
    """What a key of a clerk's call pad asks for."""

    NEXT = "next"
    RECALL = "recall"
    MISS = "miss"
    PARK = "park"
    RESUME = "resume"
    PAUSE = "pause"
    TRANSFER = "transfer"
    RATE = "rate"  # ask the visitor for a rating


@dataclass(frozen=True, slots=True)
class PadPress:
    window: str
    key: PadKey
    digit: int | None = None  # typed before the key


@dataclass(frozen=True, slots=True)
class PadRating:
    """A visitor pressed a key of a rating pad."""

    window: str
    grade: int


class CallPads(Protocol):
    """All pads on one line. Raises MachineUnavailable, as everything here does."""

    def next_word(self, timeout_seconds: float) -> PadPress | PadRating | None:
        """What a pad says next; None when it was quiet so long."""

    def show(self, window: str, *, waiting: int, number: str) -> None: ...

    def beep(self, window: str) -> None: ...

    def ask_for_rating(self, window: str) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class IdCard:
    """What the hall may learn from a card. No photo, no address, and no fingerprint."""

    name: str
    number: str = field(repr=False)  # kept out of every log
    birth: date | None

    @property
    def masked(self) -> str:
        """The number as anybody may see it: the first and the last digit."""
        return f"{self.number[:1]}{'*' * (len(self.number) - 2)}{self.number[-1:]}"


class IdCardReader(Protocol):
    def next_card(self) -> IdCard | None:
        """Look once: a card newly laid down, or None. Raises MachineUnavailable."""

    def close(self) -> None: ...
