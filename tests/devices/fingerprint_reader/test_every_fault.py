"""Each trouble of the simulated reader, from its own list: told rightly, and healed unaided."""

from contextlib import suppress

import pytest

from devices.fingerprint_reader.simulator import SimulatedReader
from hall.machines import EnrolStage, Fault, MachineUnavailable, Touch
from tests.waiting import wait_until
from web.sentences import FAULTS
from web.sentences.device_jobs import READER_TROUBLES

pytestmark = pytest.mark.slow


def look(driver, reader):
    """Lay a known finger, and look until it is told."""
    reader.touch(5)
    return wait_until(driver.next_touch).page


def look_at_a_stranger(driver, reader):
    reader.touch(None)
    return wait_until(driver.next_touch) == Touch(None, 0)


def wait_for_a_touch(driver, _reader):
    return wait_until(driver.next_touch)


def enrol(driver, reader):
    steps = driver.enrol(2, ())
    for step in steps:
        if step.stage in (EnrolStage.LAY, EnrolStage.PROVE):
            reader.hold(50)
        elif step.stage is EnrolStage.LIFT:
            reader.lift()
        else:
            return step.stage
    return None


def forget(driver, _reader):
    return driver.forget(5)


def meet(driver, reader):
    driver.close()
    reader.power_cycle()
    return driver.library().capacity


def mark(driver, _reader):
    driver.close()
    driver.library()
    return driver.mark


def hold(driver, reader):
    """A finger that stays: one that leaves at once is simply not clocked."""
    reader.hold(5)
    return driver.next_touch()


WORKS = 5
#: What shows each trouble, and how.
TOLD = {
    "unplugged": (look, Fault.ABSENT),
    "swapped": (mark, ""),  # the hall refuses it: tests/office/test_fingerprints.py
    "other_password": (look, Fault.WRONG_PASSWORD),
    "other_speed": (look, Fault.SILENT),  # this driver knows one speed; others sweep
    "silent": (look, Fault.SILENT),
    "garbled": (look, Fault.GARBLED),
    "wrong_checksum": (look, Fault.GARBLED),
    "other_address": (look, Fault.WRONG_ADDRESS),
    "noise": (look, WORKS),
    "one_byte_at_a_time": (look, WORKS),
    "echo": (look, WORKS),
    "glued": (look, WORKS),
    "damaged_commands": (look, Fault.GARBLED),
    "dirty_glass": (wait_for_a_touch, Touch(None, 0)),  # and later: test_dirty_glass.py
    "messy_image": (look, None),
    "garbage_on_not_found": (look_at_a_stranger, True),
    "short_not_found": (look_at_a_stranger, True),
    "impossible_page": (hold, Fault.GARBLED),
    "short_parameters": (look, WORKS),  # met before; the capacity is known
    "gen_img_spoils_search": (look, WORKS),
    "only_fast_search": (look, WORKS),
    "merges_anything": (look, WORKS),
    "library_full": (enrol, EnrolStage.FULL),
    "flash_error": (forget, Fault.BROKEN),
    "store_in_vain": (enrol, Fault.BROKEN),
    "delete_in_vain": (forget, Fault.BROKEN),
    "no_notepad": (meet, 200),
    "slow_empty": (look, WORKS),  # the driver never empties a library
    "sensor_fault": (look, Fault.BROKEN),
}


@pytest.mark.parametrize("trouble", SimulatedReader().troubles())
def test_each_trouble_is_told_and_heals_without_a_restart(quick_reader, locking_driver, trouble):
    assert look(locking_driver, quick_reader) == 5
    until_the_glass_is_free(locking_driver)
    action, outcome = TOLD[trouble]
    quick_reader.trouble(trouble)
    try:
        told = action(locking_driver, quick_reader)
    except MachineUnavailable as error:
        told = error.fault
    assert told == outcome
    assert trouble in READER_TROUBLES
    if isinstance(outcome, Fault):
        assert FAULTS[outcome]

    quick_reader.lift()
    quick_reader.trouble(trouble)
    until_the_glass_is_free(locking_driver)
    assert look(locking_driver, quick_reader) == 5


def until_the_glass_is_free(driver) -> None:
    def is_free() -> bool:
        with suppress(MachineUnavailable):  # the first word after a trouble may still be bad
            return driver.next_touch() is None
        return False

    wait_until(is_free)
