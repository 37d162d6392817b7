"""Plays hall.machines.FingerprintReader over a serial line.

A look at the glass only asks, so when an answer is lost the whole look is done again, once, after
the module has been greeted anew; a single command repeated alone could search in a buffer that a
restart has emptied.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from threading import Lock

from devices.fingerprint_reader import template_library, templates
from devices.fingerprint_reader.commands import set_sys_para
from devices.fingerprint_reader.conversation import BAUDRATES, Conversation
from devices.fingerprint_reader.enrolling import enrolment
from devices.fingerprint_reader.finger_search import LEAST_SCORE, LibrarySearch
from devices.fingerprint_reader.glass_look import GlassLook
from devices.fingerprint_reader.passwords import Passwords
from devices.fingerprint_reader.protocol import DEFAULT_ADDRESS
from devices.link import SerialLink
from hall.machines import (
    CAPACITY_ASSUMED,
    ENROL_ENDINGS,
    Enrolling,
    EnrolStage,
    Fault,
    MachineUnavailable,
    TemplateLibrary,
    Touch,
)

SETTLE_SECONDS = 0.3  # the slowest module boots in 200 ms, then says 55
SECURITY_LEVEL = 5  # the register's number
#: For a module that does not tell how many templates it holds; nearly all hold as many.
ASSUMED_CAPACITY = 200

#: What a new greeting may mend. 21 after a power cut belongs here; noise can fake an address.
MENDABLE = {
    Fault.SILENT,
    Fault.GARBLED,
    Fault.WRONG_PASSWORD,
    Fault.UNVERIFIED,
    Fault.WRONG_ADDRESS,
}
GLASS_SEEN_EMPTY = {EnrolStage.LAY, EnrolStage.PROVE}
#: So many looks after a step of an enrolment, at 0.01 s each, belong to the next step.
LOOKS_BETWEEN_STEPS = 300


class SerialFingerprintReader:
    """One module of the EF01 family. Opens nothing until the first look."""

    def __init__(
        self,
        link: SerialLink,
        *,
        baudrates: tuple[int, ...] = BAUDRATES,
        passwords: Passwords | None = None,
        address: int = DEFAULT_ADDRESS,
        capacity: int | None = None,
        least_score: int = LEAST_SCORE,
    ) -> None:
        """``least_score``: a match below it is a stranger's."""
        self._talk = Conversation(
            link, baudrates=baudrates, passwords=passwords or Passwords(None), address=address
        )
        self._given_capacity = capacity  # for modules whose own figure is wrong
        self._capacity: int | None = None  # None: not met yet, or lost since
        self._mark: str | None = None
        self._note = ""
        self._search = LibrarySearch(self._talk, least_score)
        self._glass = GlassLook(self._talk, self._search, link.now)
        self._looks_off = 0  # an enrolment is under way
        self._turn = Lock()

    @property
    def mark(self) -> str | None:
        """The hall's mark as read when the module was met; None before that."""
        return self._mark

    @property
    def note(self) -> str:
        """CAPACITY_ASSUMED while the module does not tell how many templates it holds, or ""."""
        return self._note

    def next_touch(self) -> Touch | None:
        """Look once; after a lost answer greet the module and look once more.

        A finger too unclear for three looks is told as a stranger's. Raises MachineUnavailable,
        COVERED while something lies on the glass that is no finger.
        """
        with self._our_turn():
            if self._looks_off:
                self._looks_off -= 1
                return None  # whoever lays a finger now came to be enrolled
            return self._look_twice_if_need_be()

    def check(self) -> None:
        """Meet the module, and see its glass empty once. Raises MachineUnavailable.

        COVERED where something lies there and is not taken away, which takes 20 s.
        """
        with self._our_turn():
            while not self._glass.is_free():
                pass

    def library(self) -> TemplateLibrary:
        """What the module holds; level 0 when it does not tell its own.

        Raises MachineUnavailable.
        """
        with self._our_turn() as capacity:
            told = template_library.parameters(self._talk)
            return TemplateLibrary(
                capacity=capacity,
                security_level=told.security_level if told else 0,
                pages=template_library.used_pages(self._talk, capacity),
            )

    def enrol(self, captures: int, reserved: Collection[int]) -> Iterator[Enrolling]:
        """One look at the glass a step, until one of ENROL_ENDINGS.

        No touch becomes a punch before it is over, nor the finger that still lies there then.
        Between two steps others may use the module. Raises MachineUnavailable.
        """
        with self._our_turn() as capacity:
            steps = enrolment(self._search, capacity=capacity, captures=captures, reserved=reserved)
        try:
            while True:
                with self._our_turn():
                    step = next(steps, None)
                    # On the glass it came to be enrolled, not to clock.
                    self._glass.told = step is None or step.stage not in GLASS_SEEN_EMPTY
                    over = step is None or step.stage in ENROL_ENDINGS
                    self._looks_off = 0 if over else LOOKS_BETWEEN_STEPS
                if step is None:
                    return
                yield step
        finally:
            self._looks_off = 0

    def forget(self, page: int) -> None:
        """Delete the page; the index table proves it. Raises MachineUnavailable."""
        with self._our_turn() as capacity:
            template_library.forget(self._talk, page, capacity)

    def write_mark(self, mark: str) -> None:
        """Into notepad page 15, up to 26 ASCII characters; read back. Raises MachineUnavailable."""
        with self._our_turn():
            template_library.write_mark(self._talk, mark)
            self._mark = mark

    def lock(self) -> None:
        """Set a new password. Raises MachineUnavailable, or FileNotFoundError without a folder."""
        with self._our_turn():
            template_library.lock(self._talk)

    def set_security(self, level: int) -> None:
        """Register 5, from 1 to 5; read back. Raises MachineUnavailable."""
        with self._our_turn():
            templates.security(self._talk, set_sys_para(SECURITY_LEVEL, level), level)

    def read_out(self, page: int) -> bytes:
        """The template at this page, 512 bytes on most modules. Raises MachineUnavailable."""
        with self._our_turn():
            return templates.read_out(self._talk, page)

    def put_in(self, page: int, template: bytes) -> None:
        """Store the template and compare the page as read back. Raises MachineUnavailable."""
        with self._our_turn() as capacity:
            templates.put_in(self._talk, page, template, capacity)

    def close(self) -> None:
        """Close the port; the next look opens it again, and gets to know the module anew."""
        with self._turn:
            self._capacity = None
            self._talk.hang_up()

    @contextmanager
    def _our_turn(self) -> Iterator[int]:
        """The module, met; gives its capacity."""
        with self._turn:
            try:
                yield self._capacity or self._meet()
            except MachineUnavailable as error:
                if error.fault is not Fault.COVERED:
                    self._capacity = None  # it may be another module when it comes back
                raise

    def _meet(self) -> int:
        self._talk.meet()
        self._glass.cover.met_anew()
        return self._get_to_know()

    def _get_to_know(self) -> int:
        told = None if self._given_capacity else template_library.parameters(self._talk)
        capacity = self._given_capacity or (told.capacity if told else 0)
        self._note = "" if capacity else CAPACITY_ASSUMED
        capacity = capacity or ASSUMED_CAPACITY
        self._mark = template_library.mark_in(self._talk)
        self._capacity = capacity
        return capacity

    def _look_twice_if_need_be(self) -> Touch | None:
        try:
            return self._glass.look(self._capacity or 0)
        except MachineUnavailable as error:
            if error.fault not in MENDABLE:
                raise
        self._talk.meet_again()
        self._get_to_know()
        return self._glass.look(self._capacity or 0)
