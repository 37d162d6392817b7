"""The driver against a simulated reader: what the hall hears of every touch and fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.fingerprint_reader.connect import serial_reader
from devices.fingerprint_reader.driver import SerialFingerprintReader
from devices.fingerprint_reader.glass_look import UNCLEAR_LOOKS
from devices.fingerprint_reader.passwords import Passwords
from devices.fingerprint_reader.quirks import Quirk
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.link import SerialLink
from devices.serial_address import serial_settings
from hall.machines import Fault, MachineUnavailable, Touch
from tests.waiting import wait_until


@pytest.fixture
def reader() -> Iterator[SimulatedReader]:
    """Boots in no time, so that tests need not wait for it."""
    reader = SimulatedReader(enrolled={1, 5, 7})
    reader.boot_seconds = 0
    with reader:
        yield reader


@pytest.fixture
def driver(reader: SimulatedReader) -> Iterator[SerialFingerprintReader]:
    driver = driver_for(reader)
    yield driver
    driver.close()


def driver_for(reader: SimulatedReader, **settings: object) -> SerialFingerprintReader:
    """One speed and no settling, as for a reader that has long been running."""
    link = SerialLink(serial_settings(reader.url))
    return SerialFingerprintReader(link, baudrates=(57600,), **settings)


def touches(driver: SerialFingerprintReader, wanted: int = 1) -> list[Touch]:
    """Look until so many touches were told."""
    return [wait_until(driver.next_touch) for _ in range(wanted)]


def pages(told: list[Touch]) -> list[int | None]:
    return [touch.page for touch in told]


def fault(driver: SerialFingerprintReader) -> Fault:
    with pytest.raises(MachineUnavailable) as caught:
        driver.next_touch()
    return caught.value.fault


def test_an_empty_glass_is_no_touch(driver):
    assert driver.next_touch() is None


def test_an_enrolled_finger_is_told_with_its_page_and_score(reader, driver):
    reader.touch(5)

    assert touches(driver) == [Touch(page=5, score=96)]


def test_a_stranger_is_told_without_a_page(reader, driver):
    reader.touch(None)

    assert touches(driver) == [Touch(page=None, score=0)]


def test_a_finger_that_stays_is_told_once(reader, driver):
    reader.hold(5)

    assert pages(touches(driver)) == [5]
    assert [driver.next_touch() for _ in range(20)] == [None] * 20


def test_the_same_finger_lifted_and_laid_again_is_told_again(reader, driver):
    reader.hold(5)
    touches(driver)
    reader.lift()
    driver.next_touch()
    reader.hold(5)

    assert pages(touches(driver)) == [5]


def test_people_in_quick_succession_are_all_told_in_their_order(reader, driver):
    driver.next_touch()
    for page in (7, None, 1, 1):
        reader.touch(page)

    assert pages(touches(driver, 4)) == [7, None, 1, 1]


@pytest.mark.parametrize(
    "quirk",
    [
        Quirk.NOISE,
        Quirk.ONE_BYTE_AT_A_TIME,
        Quirk.ECHO,
        Quirk.GLUED,
        Quirk.GARBAGE_ON_NOT_FOUND,
        Quirk.SHORT_NOT_FOUND,
    ],
)
def test_a_quirk_changes_nothing_that_is_told(reader, driver, quirk):
    reader.quirks.add(quirk)
    driver.next_touch()
    for page in (5, None):
        reader.touch(page)

    assert pages(touches(driver, 2)) == [5, None]


FAULTS = [
    (Quirk.SILENT, Fault.SILENT),
    (Quirk.GARBLED, Fault.GARBLED),
    (Quirk.WRONG_CHECKSUM, Fault.GARBLED),
    (Quirk.OTHER_ADDRESS, Fault.WRONG_ADDRESS),
]


@pytest.mark.parametrize(("quirk", "expected"), FAULTS)
def test_each_failure_has_its_own_name_and_heals_without_restart(reader, driver, quirk, expected):
    reader.quirks.add(quirk)
    assert fault(driver) is expected

    reader.quirks.remove(quirk)
    reader.touch(7)
    assert pages(touches(driver)) == [7]


def test_a_module_that_falls_silent_at_work_is_told_and_heals(reader, driver):
    driver.next_touch()
    reader.quirks.add(Quirk.SILENT)
    assert fault(driver) is Fault.SILENT

    reader.quirks.clear()
    assert driver.next_touch() is None


def test_a_wrong_password_is_named(reader, driver):
    reader.module.password = 0x12345678

    assert fault(driver) is Fault.WRONG_PASSWORD


def test_a_module_for_another_address_does_not_answer(reader, driver):
    reader.module.address = 0x00000001

    assert fault(driver) is Fault.SILENT


def test_no_port_is_absent_and_costs_nothing_before_the_first_look(tmp_path: Path):
    driver = serial_reader(f"serial://{tmp_path}/tty")

    assert fault(driver) is Fault.ABSENT


def test_a_port_in_other_hands_is_busy(reader, driver):
    other = SerialLink(serial_settings(reader.url))
    other.drain()

    assert fault(driver) is Fault.BUSY

    other.close()
    assert driver.next_touch() is None


def test_a_reader_unplugged_and_plugged_in_again_works_without_restart(reader, driver):
    driver.next_touch()
    reader.unplug()
    assert fault(driver) is Fault.ABSENT
    assert fault(driver) is Fault.ABSENT

    reader.plug_in()
    reader.touch(5)
    assert pages(touches(driver)) == [5]


def test_a_larger_reader_put_in_its_place_is_searched_to_its_end(reader, driver):
    driver.next_touch()
    reader.unplug()
    fault(driver)
    reader.module.capacity, reader.enrolled = 1000, {999}
    reader.plug_in()
    reader.touch(999)

    assert pages(touches(driver)) == [999]


@pytest.mark.parametrize("capacity", [80, 150, 200, 1000])
def test_the_whole_library_is_searched(reader, driver, capacity):
    reader.module.capacity, reader.enrolled = capacity, {0, capacity - 1}
    driver.next_touch()
    reader.touch(capacity - 1)
    reader.touch(0)

    assert pages(touches(driver, 2)) == [capacity - 1, 0]


def test_a_page_beyond_the_library_is_never_believed(reader, driver):
    """Otherwise damage on the line could clock in somebody else."""
    driver.next_touch()
    reader.quirks.add(Quirk.IMPOSSIBLE_PAGE)
    reader.hold(5)

    assert fault(driver) is Fault.GARBLED


def test_a_module_that_lost_power_is_greeted_again_within_the_same_look(reader):
    reader.module.password = 0x12345678
    driver = driver_for(reader, passwords=Passwords(None, 0x12345678))
    driver.next_touch()
    reader.module.power_up()  # 21 to everything, until the password is given again
    reader.hold(5)

    assert driver.next_touch() == Touch(page=5, score=96)
    driver.close()


def test_one_lost_answer_costs_nobody_their_touch(reader, driver):
    driver.next_touch()
    reader.hold(5)
    reader.answers_to_lose = 1

    assert driver.next_touch() == Touch(page=5, score=96)


def test_an_unclear_finger_is_looked_at_again_then_answered_as_a_stranger_once(reader, driver):
    reader.quirks.add(Quirk.MESSY_IMAGE)
    reader.hold(5)

    told = [driver.next_touch() for _ in range(UNCLEAR_LOOKS + 3)]

    assert told == [None] * (UNCLEAR_LOOKS - 1) + [Touch(page=None, score=0)] + [None] * 3


def test_a_finger_that_becomes_clear_is_recognised(reader, driver):
    reader.quirks.add(Quirk.MESSY_IMAGE)
    reader.hold(5)
    assert driver.next_touch() is None

    reader.quirks.clear()
    assert driver.next_touch() == Touch(page=5, score=96)


def test_the_speed_is_found_when_the_address_leaves_it_open(reader):
    reader.baudrate = 9600
    driver = serial_reader(reader.url)

    assert driver.next_touch() is None
    driver.close()


def test_the_speed_is_not_sought_when_the_address_fixes_it(reader):
    reader.baudrate = 9600
    driver = serial_reader(f"{reader.url}?baudrate=57600")

    assert fault(driver) is Fault.SILENT
    driver.close()


def test_a_capacity_given_by_the_operator_is_used(reader):
    reader.quirks.add(Quirk.SHORT_PARAMETERS)
    driver = driver_for(reader, capacity=80)
    reader.touch(7)

    assert pages(touches(driver)) == [7]
    driver.close()


def test_a_reader_still_booting_when_the_port_opens_is_waited_for(reader):
    reader.unplug()
    reader.boot_seconds = 0.2
    reader.plug_in()
    driver = serial_reader(f"{reader.url}?baudrate=57600")

    assert driver.next_touch() is None
    driver.close()
