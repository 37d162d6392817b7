"""A card reader that answers late: nobody is ever taken for the person before."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from devices.id_card_reader import protocol
from devices.id_card_reader.driver import READ_SECONDS, SerialIdCardReader
from devices.id_card_reader.protocol import CardReaderAnswer, Status, may_answer
from devices.id_card_reader.simulator import SimulatedCardReader, card_bytes, number_of
from hall.machines import Fault, IdCard, MachineUnavailable, Misread
from tests.devices.fingerprint_reader.scripted_module import HastyClock, HastyLink

ANNA, BEN = number_of(serial="001"), number_of(serial="002")
CARD = card_bytes("演示员甲", ANNA)


class LateCardReader(SimulatedCardReader):
    """Keeps back the answer to every command whose number is in ``late``, until the next one's.

    However long the driver waits, an answer is later than that.
    """

    def __init__(self) -> None:
        super().__init__()
        self.clock = HastyClock()
        self.late: set[int] = set()
        self._kept = b""

    def _say(self, piece: bytes) -> None:
        if len(self.asked) - 1 in self.late:
            self.clock.hurries = True
            self._kept += piece
        else:
            kept, self._kept = self._kept, b""
            super()._say(kept + piece)


class DrainedLink(HastyLink):
    """Keeps for how long it was drained each time."""

    def __init__(self, reader: LateCardReader) -> None:
        super().__init__(reader)
        self.drained: list[float] = []

    def drain(self, quiet_seconds: float = 0.05, timeout_seconds: float = 1.0) -> None:
        self.drained.append(quiet_seconds)
        super().drain(quiet_seconds, timeout_seconds)


@contextmanager
def late_reader() -> Iterator[tuple[LateCardReader, SerialIdCardReader]]:
    with LateCardReader() as reader, closing(SerialIdCardReader(HastyLink(reader))) as driver:
        yield reader, driver


def seen(driver: SerialIdCardReader) -> str | Misread | Fault | None:
    try:
        card = driver.next_card()
    except MachineUnavailable as error:
        return error.fault
    return card.number if isinstance(card, IdCard) else card


@pytest.mark.parametrize("late", range(3), ids=["find", "select", "read"])
def test_a_late_answer_is_never_the_next_persons(late):
    with late_reader() as (reader, driver):
        reader.late = {late}
        reader.lay("演示员甲", ANNA)
        assert seen(driver) is Fault.SILENT

        reader.lay("演示员乙", BEN)
        assert seen(driver) == BEN
        reader.lift()
        assert seen(driver) is None


def test_after_a_time_out_the_line_is_quiet_for_as_long_as_the_reader_may_take():
    with LateCardReader() as reader, closing(DrainedLink(reader)) as link:
        driver = SerialIdCardReader(link)
        reader.late = {2}
        reader.lay("演示员甲", ANNA)
        seen(driver)
        assert link.drained == []

        seen(driver)
        assert link.drained == [READ_SECONDS]


@pytest.mark.parametrize(
    ("command", "answer", "may"),
    [
        (protocol.FIND, CardReaderAnswer(Status.FOUND, bytes(4)), True),
        (protocol.FIND, CardReaderAnswer(Status.OK, bytes(8)), False),
        (protocol.FIND, CardReaderAnswer(Status.OK, CARD), False),
        (protocol.FIND, CardReaderAnswer(Status.NOT_SELECTED, b""), False),
        (protocol.SELECT, CardReaderAnswer(Status.OK, bytes(8)), True),
        (protocol.SELECT, CardReaderAnswer(Status.OK, CARD), False),
        (protocol.SELECT, CardReaderAnswer(Status.NO_CARD, b""), False),
        (protocol.READ_TEXT_AND_PHOTO, CardReaderAnswer(Status.OK, CARD), True),
        (protocol.READ_TEXT_AND_PHOTO, CardReaderAnswer(Status.OK, bytes(8)), False),
        (protocol.READ_TEXT_AND_PHOTO, CardReaderAnswer(Status.READ_FAILED, b""), True),
        (protocol.STATUS, CardReaderAnswer(Status.OK, b""), True),
        (protocol.STATUS, CardReaderAnswer(Status.OK, CARD), False),
        (protocol.FIND, CardReaderAnswer(0x66, b""), True),  # in no list
    ],
)
def test_an_answer_is_known_by_its_status_and_its_length(command, answer, may):
    assert may_answer(command, answer) is may
