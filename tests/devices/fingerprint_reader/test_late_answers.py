"""Answers that come late, short or not at all: no question gets the answer to another."""

from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.fingerprint_reader.answer_matching import may_answer
from devices.fingerprint_reader.answers import Ack
from devices.fingerprint_reader.codes import Instruction
from hall.machine_watch import MachineHealth
from hall.machines import CAPACITY_ASSUMED, Fault, MachineUnavailable, Touch
from tests.devices.fingerprint_reader.scripted_module import (
    IN_ORDER,
    OURS,
    ScriptedModule,
    hasty_driver,
)
from web.sentences.machines import machine_state

MARK = "0123456789abcdef"
AT = datetime(2026, 11, 23, tzinfo=UTC)
ANNA, BEN = Touch(3, 90), Touch(7, 80)


class LateModule(ScriptedModule):
    """Keeps back the answer to every question whose number is in ``late``.

    It comes just before the answer to the next question that is not: however long the driver
    waits, an answer is later than that.
    """

    def __init__(self, answers: dict[int, bytes], late: Iterable[int]) -> None:
        super().__init__(answers)
        self.late = set(late)
        self._kept: list[bytes] = []
        self.say = self.late_or_not

    def late_or_not(self, question: bytes) -> list[bytes]:
        answers = self.by_instruction(question)
        if len(self.asked) - 1 in self.late:
            self._kept += answers
            return []
        kept, self._kept = self._kept, []
        return [*kept, *answers]


def found(touch: Touch) -> bytes:
    assert touch.page is not None
    return b"\x00" + touch.page.to_bytes(2, "big") + touch.score.to_bytes(2, "big")


def looked(driver) -> Touch | Fault | None:
    try:
        return driver.next_touch()
    except MachineUnavailable as error:
        return error.fault


@pytest.mark.parametrize("late", range(6))
def test_one_late_answer_changes_neither_trust_nor_who_is_told(late):
    with LateModule({}, []) as module, closing(hasty_driver(module)) as driver:
        driver.next_touch()
        module.late = {len(module.asked) + late}
        module.answers |= {Instruction.GEN_IMG: b"\x00", Instruction.SEARCH: found(ANNA)}
        told = [looked(driver)]
        for touch in (None, BEN, None):
            module.answers[Instruction.GEN_IMG] = b"\x00" if touch else b"\x02"
            module.answers[Instruction.SEARCH] = found(touch or ANNA)
            told.append(looked(driver))

        assert told == [ANNA, None, BEN, None]
        assert driver.mark == MARK


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(0, 16), max_size=2))
def test_whichever_two_come_late_the_mark_is_this_readers_or_none_is_told(late):
    with LateModule({}, late) as module, closing(hasty_driver(module)) as driver:
        for _ in range(4):
            with suppress(MachineUnavailable):
                driver.next_touch()
                assert driver.mark == MARK


def test_a_mark_misread_once_is_not_believed():
    readings = iter([b"\x00" + b"hall:another".ljust(32, b"\0")])

    def misread_once(question: bytes) -> list[bytes]:
        answers = module.by_instruction(question)
        return [next(readings, answers[0])] if question[0] == Instruction.READ_NOTEPAD else answers

    with ScriptedModule({}) as module, closing(hasty_driver(module)) as driver:
        module.say = misread_once
        driver.next_touch()

        assert driver.mark == MARK
        assert next(readings, None) is None


def test_a_mark_that_is_never_read_alike_is_none_at_all():
    count = iter(range(99))

    def never_alike(question: bytes) -> list[bytes]:
        if question[0] == Instruction.READ_NOTEPAD:
            return [b"\x00" + f"hall:{next(count)}".encode().ljust(32, b"\0")]
        return module.by_instruction(question)

    with ScriptedModule({}) as module, closing(hasty_driver(module)) as driver:
        module.say = never_alike

        assert looked(driver) is Fault.GARBLED


@pytest.mark.parametrize("told", [b"\x00", b"\x00\x00\x04\x00\x00", b"\x01", None])
def test_a_module_that_tells_too_little_of_itself_is_used_and_its_capacity_asked_for(told):
    answers = {
        Instruction.READ_SYS_PARA: told,
        Instruction.GEN_IMG: b"\x00",
        Instruction.SEARCH: found(ANNA),
    }
    with ScriptedModule(answers) as module, closing(hasty_driver(module)) as driver:
        assert driver.next_touch() == ANNA
        assert driver.note == CAPACITY_ASSUMED
        assert "?capacity=" in machine_state(MachineHealth("", "", since=AT, note=driver.note))


def test_a_module_that_calls_the_question_for_its_mark_damaged_has_no_place_for_one():
    answers = {Instruction.READ_NOTEPAD: b"\x01"}
    with ScriptedModule(answers) as module, closing(hasty_driver(module)) as driver:
        driver.next_touch()

        assert driver.mark is None


def test_one_question_called_damaged_is_no_reader_without_a_mark():
    def damaged_at_first(question: bytes) -> list[bytes]:
        told_much = question[0] in (Instruction.READ_NOTEPAD, Instruction.READ_SYS_PARA)
        if told_much and question[0] not in module.asked[:-1]:
            return [b"\x01"]
        return module.by_instruction(question)

    with ScriptedModule({}) as module, closing(hasty_driver(module)) as driver:
        module.say = damaged_at_first
        driver.next_touch()

        assert (driver.mark, driver.note) == (MARK, "")


def test_a_module_that_calls_everything_damaged_is_not_understood():
    damaged = dict.fromkeys(IN_ORDER, b"\x01")
    with ScriptedModule(damaged) as module, closing(hasty_driver(module)) as driver:
        assert looked(driver) is Fault.GARBLED


def test_a_capacity_that_was_guessed_too_large_is_named():
    answers = {
        Instruction.READ_SYS_PARA: b"\x00",
        Instruction.GEN_IMG: b"\x00",
        Instruction.SEARCH: b"\x0b",
    }
    with ScriptedModule(answers) as module, closing(hasty_driver(module)) as driver:
        assert looked(driver) is Fault.CAPACITY


@pytest.mark.parametrize("greeting", [b"\x00", b"\x21"])
def test_a_module_that_asks_for_its_password_whatever_it_is_given_needs_a_power_cut(greeting):
    answers = dict.fromkeys(IN_ORDER, b"\x21") | {Instruction.VFY_PWD: greeting}
    with ScriptedModule(answers) as module, closing(hasty_driver(module)) as driver:
        assert looked(driver) is Fault.UNVERIFIED


def test_a_wrong_password_is_another_matter():
    answers = dict.fromkeys(IN_ORDER, b"\x21") | {Instruction.VFY_PWD: b"\x13"}
    with ScriptedModule(answers) as module, closing(hasty_driver(module)) as driver:
        assert looked(driver) is Fault.WRONG_PASSWORD


@pytest.mark.parametrize(
    ("question", "payload", "may"),
    [
        (Instruction.READ_NOTEPAD, b"\x00" + OURS, True),
        (Instruction.READ_NOTEPAD, b"\x00" + OURS[:31], False),
        (Instruction.READ_NOTEPAD, b"\x00", False),
        (Instruction.READ_NOTEPAD, b"\x02", False),
        (Instruction.READ_NOTEPAD, b"\xfc", True),
        (Instruction.GEN_IMG, b"\x00", True),
        (Instruction.GEN_IMG, found(ANNA), False),
        (Instruction.SEARCH, b"\x00", False),
        (Instruction.SEARCH, b"\x09", True),  # some tell no page that was not found
        (Instruction.VFY_PWD, b"\x09\x00\x00\x00\x00", False),
        (Instruction.VFY_PWD, b"\x00\x01", True),  # more than the manual says
    ],
)
def test_an_answer_is_known_by_its_length_and_its_code(question, payload, may):
    assert may_answer(question, Ack(payload[0], payload[1:])) is may
