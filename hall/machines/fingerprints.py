"""The part a fingerprint reader plays; its templates stay in it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Touch:
    """One finger laid on the glass."""

    page: int | None  # the template's page in the reader; None: a stranger
    score: int  # the reader's own measure; not comparable between models


#: A note: the reader does not tell how many templates it holds.
CAPACITY_ASSUMED = "capacity_assumed"


class EnrolStage(StrEnum):
    """How far the enrolment of one finger has come; the last seven end it."""

    LAY = "lay"  # the finger is awaited on the glass
    LIFT = "lift"  # captured; it has to leave the glass before the next capture
    UNCLEAR = "unclear"  # no usable image: dry, wet, askew
    PROVE = "prove"  # stored; awaited once more, to be found there
    DUPLICATE = "duplicate"  # this finger is in the reader already, at ``page``
    DIFFERENT = "different"  # the captures are not of one finger
    UNPROVEN = "unproven"  # the last touch did not find it where it was stored: deleted again
    FULL = "full"
    STORED = "stored"  # read back, and found by one more touch, at ``page``
    GAVE_UP = "gave_up"  # nobody came
    CANCELLED = "cancelled"


#: After these a reader has nothing more to tell of an enrolment.
ENROL_ENDINGS = frozenset(
    {
        EnrolStage.DUPLICATE,
        EnrolStage.DIFFERENT,
        EnrolStage.UNPROVEN,
        EnrolStage.FULL,
        EnrolStage.STORED,
    }
)


@dataclass(frozen=True, slots=True)
class Enrolling:
    stage: EnrolStage
    captured: int
    wanted: int
    page: int | None = None  # where it lies, from PROVE on; of a duplicate, the other one's


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLibrary:
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

    def check(self) -> None:
        """See that it works, and that its glass is clean: it was empty once."""

    def library(self) -> TemplateLibrary:
        """What it holds now, asked of the reader itself."""

    def enrol(self, captures: int, reserved: Collection[int]) -> Iterator[Enrolling]:
        """Take up one finger; each step looks once. ``reserved`` pages are not used.

        ``captures``: how often the finger is laid; readers with fewer buffers take fewer.
        """

    def forget(self, page: int) -> None:
        """Delete a template, and read back that it is gone."""

    def write_mark(self, mark: str) -> None:
        """Mark it, and read the mark back."""

    def lock(self) -> None:
        """Give it a new password of its own, kept in a file beside the database."""

    def set_security(self, level: int) -> None:
        """From 1, which lets most fingers pass, to 5; read back."""

    def close(self) -> None:
        """Let go of the cable; the next look takes it up again."""


@runtime_checkable
class TemplateVault(Protocol):
    """What a reader on this computer's own cable can do besides; only for the sealed copy."""

    def read_out(self, page: int) -> bytes:
        """The template at this page, as the reader spells it. Raises MachineUnavailable."""

    def put_in(self, page: int, template: bytes) -> None:
        """Store it, and read it back.

        Raises MachineUnavailable when it reads back as something else.
        """


@runtime_checkable
class NotedReader(Protocol):
    """A reader that has something to say while it works."""

    @property
    def note(self) -> str:
        """For the office, or empty; web.sentences.machines knows the words."""


class SensorGlass(Protocol):
    """The glass of a simulated reader, for the demonstration."""

    def touch(self, page: int | None) -> None:
        """Lay the finger enrolled at this page on the glass for a moment; None: a stranger's."""

    def troubles(self) -> Mapping[str, bool]:
        """What can be wrong with it, by name, and whether it is."""

    def trouble(self, name: str) -> None:
        """Give it a trouble, or take it away again. Raises KeyError for an unknown one."""

    def stop(self) -> None:
        """Take the simulated reader away."""
