"""Why a machine does not serve, and how a driver says so."""

from collections.abc import Sequence
from enum import StrEnum


class Fault(StrEnum):
    """Why a machine does not serve. ``web/sentences.py`` says each in Chinese."""

    ABSENT = "absent"  # no such file or USB device: unplugged, or the address is wrong
    NO_PERMISSION = "no_permission"  # it is there, and we may not open it
    REFUSED = "refused"  # a computer is there, and nothing listens at this port
    UNREACHABLE = "unreachable"  # nothing at this address of the network
    NO_AGENT = "no_agent"  # it hangs on another computer, where hall devices does not run
    BUSY = "busy"  # another program holds the port
    SILENT = "silent"  # the port opens, nobody answers
    GARBLED = "garbled"  # an answer in no known language: wrong baud rate or a bad cable
    WRONG_PASSWORD = "wrong_password"
    WRONG_ADDRESS = "wrong_address"
    UNVERIFIED = "unverified"  # it takes the password, and asks for it again and again
    CAPACITY = "capacity"  # it holds fewer templates than it is asked to search
    UNSUPPORTED = "unsupported"  # it does not know a command that is needed
    COVERED = "covered"  # its glass never looks empty: dirt that it takes for a finger
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


class WrongAddress(ValueError):
    """What config.toml says of a machine cannot be used. ``web/sentences/addresses.py`` says
    why in Chinese, by the name ``why``; no detail is ever a password."""

    def __init__(self, why: str, *, known: Sequence[str] = (), **details: object) -> None:
        super().__init__(f"{why}: {details}" if details else why)
        self.why = why
        self.details = details
        self.lists = {"known": known} if known else {}


class PrintInDoubt(MachineUnavailable):
    """Bytes were sent and no proof came back: the slip may be out, whole or in part.

    The program never prints such a slip again by itself; a person looks and decides.
    """


class NoAnswerYet(PrintInDoubt):
    """The job reached a printer elsewhere, and the link failed before the answer: ask it later."""
