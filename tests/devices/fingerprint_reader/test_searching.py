"""Who is found, and who is not: scores, pages and the two ways to search."""

from contextlib import closing

import pytest

from devices.fingerprint_reader.codes import Instruction
from hall.machines import EnrolStage, Fault, MachineUnavailable, Touch
from tests.devices.fingerprint_reader.scripted_module import ScriptedModule, hasty_driver

ON_THE_GLASS = {Instruction.GEN_IMG: b"\x00"}
STRANGER = Touch(page=None, score=0)


def found(page: int, score: int) -> bytes:
    return b"\x00" + page.to_bytes(2, "big") + score.to_bytes(2, "big")


def touch_told(answers: dict[int, bytes], **settings: object) -> Touch | None:
    with (
        ScriptedModule(ON_THE_GLASS | answers) as module,
        closing(hasty_driver(module, **settings)) as driver,
    ):
        return driver.next_touch()


def test_a_match_with_score_0_is_a_stranger():
    assert touch_told({Instruction.SEARCH: found(5, 0)}) == STRANGER


@pytest.mark.parametrize(("score", "told"), [(49, STRANGER), (50, Touch(5, 50))])
def test_a_match_counts_from_the_least_score_of_this_reader_on(score, told):
    assert touch_told({Instruction.SEARCH: found(5, score)}, least_score=50) == told


def test_a_match_with_score_0_does_not_make_a_new_finger_a_known_one():
    answers = ON_THE_GLASS | {Instruction.SEARCH: found(5, 0)}
    with ScriptedModule(answers) as module, closing(hasty_driver(module)) as driver:
        step = next(driver.enrol(2, ()))

    assert step.stage is EnrolStage.LIFT


@pytest.mark.parametrize("refusal", [b"\xfc", b"\xfe", b"\x19"])
def test_a_module_without_search_is_asked_for_the_fast_search(refusal):
    answers = {Instruction.SEARCH: refusal, Instruction.HI_SPEED_SEARCH: found(5, 60)}

    assert touch_told(answers) == Touch(5, 60)


@pytest.mark.parametrize("fast", [b"\xfc", None])
def test_a_module_that_searches_in_no_way_is_told_from_a_broken_one(fast):
    with pytest.raises(MachineUnavailable) as caught:
        touch_told({Instruction.SEARCH: b"\xfc", Instruction.HI_SPEED_SEARCH: fast})

    assert caught.value.fault is Fault.UNSUPPORTED
