"""A glass that never looks empty: told as what it is, once, and over as soon as it is clean."""

from collections.abc import Iterable
from contextlib import closing, contextmanager

import pytest

from devices.fingerprint_reader.codes import Instruction
from devices.fingerprint_reader.driver import SerialFingerprintReader
from devices.fingerprint_reader.glass_cover import COVERED_SECONDS, MOST_LAYS
from hall.machines import Fault, MachineUnavailable, Touch
from tests.devices.fingerprint_reader.scripted_module import ScriptedModule, hasty_driver

STRANGER = Touch(page=None, score=0)
EMPTY = {Instruction.GEN_IMG: b"\x02"}
COVERED = {Instruction.GEN_IMG: b"\x00"}
#: How dirt answers: an image that is nobody's, one too poor for features, and none at all.
DIRT = {
    "an image of nobody": COVERED,
    "an image too poor": COVERED | {Instruction.IMG2TZ: b"\x06"},
    "features too few": COVERED | {Instruction.IMG2TZ: b"\x07"},
    "no capture": {Instruction.GEN_IMG: b"\x03"},
}
#: Far from as long, for the rest of a test takes time too.
ALMOST = COVERED_SECONDS * 0.6
FOUND = {Instruction.SEARCH: b"\x00\x00\x05\x00\x60"}


@contextmanager
def looking(answers: dict[int, bytes]):
    with ScriptedModule(answers) as module, closing(hasty_driver(module)) as driver:
        yield module, driver, module.clock.advance


def looks(driver: SerialFingerprintReader, count: int) -> Iterable[Touch | Fault | None]:
    for _ in range(count):
        try:
            yield driver.next_touch()
        except MachineUnavailable as error:
            yield error.fault


@pytest.mark.parametrize("dirt", DIRT.values(), ids=DIRT)
def test_dirt_is_one_stranger_then_a_fault_and_over_when_the_glass_is_seen_empty(dirt):
    with looking(dirt) as (module, driver, advance):
        told = [touch for touch in looks(driver, 10) if touch]
        assert told == [STRANGER]

        advance(COVERED_SECONDS)
        assert list(looks(driver, 10)) == [Fault.COVERED] * 10

        module.answers |= EMPTY
        assert driver.next_touch() is None
        module.answers |= COVERED | FOUND | {Instruction.IMG2TZ: b"\x00"}
        assert driver.next_touch() == Touch(5, 0x60)


def test_a_module_that_is_only_covered_is_not_met_anew_at_every_look():
    with looking(COVERED) as (module, driver, advance):
        driver.next_touch()
        advance(COVERED_SECONDS)
        asked_before = len(module.asked)

        list(looks(driver, 5))

        assert module.asked[asked_before:] == [Instruction.GEN_IMG] * 5


def test_a_finger_that_rests_on_the_glass_is_no_dirt():
    with looking(COVERED | FOUND) as (module, driver, advance):
        assert driver.next_touch() == Touch(5, 0x60)
        advance(ALMOST)
        assert driver.next_touch() is None
        module.answers |= EMPTY
        driver.next_touch()
        module.answers |= COVERED
        advance(ALMOST)

        assert driver.next_touch() == Touch(5, 0x60)


def test_dirt_that_comes_and_goes_is_told_so_often_and_no_more():
    with looking(EMPTY) as (module, driver, advance):
        told = []
        for _ in range(4 * MOST_LAYS):
            for answers in (EMPTY, COVERED):
                module.answers |= answers
                advance(0.1)
                told += looks(driver, 1)

        assert told.count(STRANGER) == MOST_LAYS - 1
        assert told[-1] is Fault.COVERED

        module.answers |= EMPTY
        driver.next_touch()
        advance(COVERED_SECONDS)
        driver.next_touch()
        module.answers |= COVERED
        assert driver.next_touch() == STRANGER


def test_people_who_are_known_may_come_as_fast_as_they_like():
    with looking(EMPTY | FOUND) as (module, driver, _):
        for _ in range(2 * MOST_LAYS):
            module.answers |= EMPTY
            assert driver.next_touch() is None
            module.answers |= COVERED
            assert driver.next_touch() == Touch(5, 0x60)


def test_a_check_waits_for_the_glass_to_be_free_and_names_one_that_never_is():
    with looking(COVERED) as (module, driver, advance):

        def take_half_a_second(question: bytes) -> Iterable[bytes]:
            advance(0.5 * (question[0] == Instruction.GEN_IMG))
            return module.by_instruction(question)

        module.say = take_half_a_second
        with pytest.raises(MachineUnavailable) as caught:
            driver.check()
        module.answers |= EMPTY
        driver.check()

    assert caught.value.fault is Fault.COVERED
