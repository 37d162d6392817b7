"""Taking up fingers, forgetting them, marking and locking the module."""

from collections.abc import Callable, Collection

import pytest

from devices.fingerprint_reader.codes import Instruction
from devices.fingerprint_reader.passwords import FILE
from devices.fingerprint_reader.quirks import Quirk
from hall.machines import Enrolling, EnrolStage, Fault, MachineUnavailable
from tests.waiting import Patience


def enrol(
    driver, act: Callable[[Enrolling], None], captures: int = 2, reserved: Collection[int] = ()
) -> list[Enrolling]:
    """Follow the steps, doing what each asks for; the different ones in their order."""
    told: list[Enrolling] = []
    patience = Patience("the finger is enrolled")
    for step in driver.enrol(captures, reserved):
        if not told or told[-1] != step:
            told.append(step)
            act(step)
        patience.check()
    return told


def one_finger(reader, page: int) -> Callable[[Enrolling], None]:
    """Somebody who does as they are told."""

    def act(step: Enrolling) -> None:
        if step.stage in (EnrolStage.LAY, EnrolStage.PROVE):
            reader.hold(page)
        elif step.stage is EnrolStage.LIFT:
            reader.lift()

    return act


def stages(told: list[Enrolling]) -> list[EnrolStage]:
    return [step.stage for step in told]


@pytest.mark.parametrize("captures", [2, 3])
def test_a_finger_is_taken_up_at_the_first_free_page(quick_reader, locking_driver, captures):
    quick_reader.module.buffers = 6

    told = enrol(locking_driver, one_finger(quick_reader, 40), captures)

    assert stages(told) == [
        *[EnrolStage.LAY, EnrolStage.LIFT] * captures,
        EnrolStage.PROVE,
        EnrolStage.STORED,
    ]
    assert told[-1].page == 0
    assert quick_reader.enrolled == {0, 1, 5, 7}


def test_a_page_that_the_register_knows_is_not_used(quick_reader, locking_driver):
    told = enrol(locking_driver, one_finger(quick_reader, 40), reserved={0, 2})

    assert told[-1].page == 3


def test_a_module_with_two_buffers_makes_do_with_two_captures(quick_reader, locking_driver):
    told = enrol(locking_driver, one_finger(quick_reader, 40), captures=4)

    assert told[-1].stage is EnrolStage.STORED


def test_a_finger_that_is_enrolled_already_is_found(quick_reader, locking_driver):
    told = enrol(locking_driver, one_finger(quick_reader, 5))

    assert told[-1] == Enrolling(EnrolStage.DUPLICATE, 1, 2, 5)
    assert quick_reader.enrolled == {1, 5, 7}


def test_two_different_fingers_are_not_merged(quick_reader, locking_driver):
    fingers = iter([40, 41])

    def act(step):
        one_finger(quick_reader, next(fingers) if step.stage is EnrolStage.LAY else 0)(step)

    assert enrol(locking_driver, act)[-1].stage is EnrolStage.DIFFERENT


def test_an_unclear_finger_may_be_laid_again(quick_reader, locking_driver):
    quick_reader.quirks.add(Quirk.MESSY_IMAGE)

    def act(step):
        if step.stage is EnrolStage.UNCLEAR:
            quick_reader.quirks.discard(Quirk.MESSY_IMAGE)
        one_finger(quick_reader, 40)(step)

    told = enrol(locking_driver, act)

    assert EnrolStage.UNCLEAR in stages(told)
    assert told[-1].stage is EnrolStage.STORED


def test_a_full_reader_says_so_before_anything_is_written(quick_reader, locking_driver):
    quick_reader.module.capacity = 8
    quick_reader.enrolled = range(8)

    assert enrol(locking_driver, one_finger(quick_reader, 40))[-1].stage is EnrolStage.FULL


def test_a_reader_that_calls_itself_full_is_believed(quick_reader, locking_driver):
    quick_reader.quirks.add(Quirk.LIBRARY_FULL)

    assert enrol(locking_driver, one_finger(quick_reader, 40))[-1].stage is EnrolStage.FULL


@pytest.mark.parametrize("quirk", [Quirk.STORE_IN_VAIN, Quirk.FLASH_ERROR])
def test_a_template_that_is_not_there_afterwards_is_no_success(quick_reader, locking_driver, quirk):
    quick_reader.quirks.add(quirk)

    with pytest.raises(MachineUnavailable) as caught:
        enrol(locking_driver, one_finger(quick_reader, 40))

    assert caught.value.fault is Fault.BROKEN


def test_a_lost_answer_to_a_write_is_cleared_up_by_looking(quick_reader, locking_driver):
    locking_driver.next_touch()
    quick_reader.answers_to_lose = 1

    locking_driver.forget(5)

    assert quick_reader.enrolled == {1, 7}


def test_deleting_is_proved_by_the_index_table(quick_reader, locking_driver):
    locking_driver.forget(5)
    assert locking_driver.library().pages == {1, 7}

    quick_reader.quirks.add(Quirk.DELETE_IN_VAIN)
    with pytest.raises(MachineUnavailable):
        locking_driver.forget(7)


def test_the_library_tells_how_much_it_holds_and_how_strict_it_is(quick_reader, locking_driver):
    quick_reader.module.capacity = 300
    quick_reader.enrolled = {0, 255, 256, 299}

    library = locking_driver.library()

    assert (library.capacity, library.security_level) == (300, 3)
    assert library.pages == {0, 255, 256, 299}


def test_a_reader_is_known_again_by_its_mark(quick_reader, locking_driver):
    locking_driver.next_touch()
    assert locking_driver.mark == ""

    locking_driver.write_mark("0123456789abcdef")
    quick_reader.unplug()
    with pytest.raises(MachineUnavailable):
        locking_driver.next_touch()
    quick_reader.plug_in()
    locking_driver.next_touch()

    assert locking_driver.mark == "0123456789abcdef"


def test_a_reader_without_a_notepad_cannot_be_marked(quick_reader, locking_driver):
    quick_reader.quirks.add(Quirk.NO_NOTEPAD)

    locking_driver.next_touch()

    assert locking_driver.mark is None
    with pytest.raises(MachineUnavailable):
        locking_driver.write_mark("0123")


def test_one_lost_answer_does_not_make_it_another_reader(quick_reader, locking_driver):
    locking_driver.write_mark("0123")
    quick_reader.unplug()
    with pytest.raises(MachineUnavailable):
        locking_driver.next_touch()
    quick_reader.plug_in()
    answer = quick_reader.module.answer
    lost = iter([1])

    def lose_the_first(frame):
        if frame.payload[0] == Instruction.READ_NOTEPAD:
            quick_reader.answers_to_lose = next(lost, 0)
        return answer(frame)

    quick_reader.module.answer = lose_the_first
    locking_driver.next_touch()

    assert locking_driver.mark == "0123"
    assert next(lost, None) is None  # one was lost indeed


def test_a_locked_reader_opens_to_the_kept_password_after_a_power_cut(
    quick_reader, locking_driver, tmp_path
):
    locking_driver.lock()
    quick_reader.power_cycle()

    assert locking_driver.next_touch() is None
    assert quick_reader.module.password == int((tmp_path / FILE).read_text(), 16)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_a_power_cut_between_setting_and_keeping_a_password_loses_nothing(
    quick_reader, locking_driver, tmp_path
):
    locking_driver.lock()
    kept = tmp_path / FILE
    kept.rename(kept.with_suffix(".proposed"))  # as if the last step had not been made
    quick_reader.power_cycle()

    assert locking_driver.next_touch() is None


def test_a_half_written_password_file_is_no_password(quick_reader, locking_driver, tmp_path):
    (tmp_path / FILE).write_text("")

    assert locking_driver.next_touch() is None


def test_enrolling_never_sends_the_automatic_commands(quick_reader, locking_driver):
    heard = []
    answer = quick_reader.module.answer
    quick_reader.module.answer = lambda frame: heard.append(frame.payload[0]) or answer(frame)

    enrol(locking_driver, one_finger(quick_reader, 40))

    assert not {0x17, 0x1B, 0x31, 0x32, 0x08, 0x0A} & set(heard)  # nor reads a template out


def test_two_fingers_that_the_module_merges_are_not_enrolled(quick_reader, locking_driver):
    """RegModel says 00 to anything; the third touch tells that one of them is not found."""
    quick_reader.quirks.add(Quirk.MERGES_ANYTHING)
    fingers = iter([40, 41, 41])

    def act(step):
        laid = step.stage in (EnrolStage.LAY, EnrolStage.PROVE)
        one_finger(quick_reader, next(fingers) if laid else 0)(step)

    assert enrol(locking_driver, act)[-1].stage is EnrolStage.UNPROVEN
    assert quick_reader.enrolled == {1, 5, 7}


@pytest.mark.parametrize(("captures", "buffers"), [(2, 2), (3, 2), (4, 2), (3, 6)])
def test_no_touch_of_an_enrolment_becomes_a_punch(quick_reader, locking_driver, captures, buffers):
    quick_reader.module.buffers = buffers
    told = []

    def act(step):
        one_finger(quick_reader, 40)(step)
        told.append(locking_driver.next_touch())  # as somebody else looks between two steps

    assert enrol(locking_driver, act, captures)[-1].stage is EnrolStage.STORED
    told += [locking_driver.next_touch() for _ in range(5)]  # it still lies there
    quick_reader.lift()
    told.append(locking_driver.next_touch())
    assert told == [None] * len(told)

    quick_reader.hold(40)
    assert locking_driver.next_touch().page == 0
