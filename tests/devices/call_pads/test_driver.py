"""The driver against simulated pads: every frame echoed, every key understood once."""

from collections.abc import Iterator

import pytest

from devices.call_pads.connect import pads_at
from devices.call_pads.driver import AGAIN_SECONDS, SerialCallPads
from devices.call_pads.keys import USUAL_KEYS
from devices.call_pads.protocol import PadFrame
from devices.call_pads.simulator import SimulatedPads
from devices.link import SerialLink
from devices.serial_address import serial_settings
from hall.machines import Fault, MachineUnavailable, PadKey, PadPress, PadRating, WrongAddress
from tests.waiting import PATIENCE_SECONDS, StoppedSeconds, wait_until


@pytest.fixture
def line() -> Iterator[SimulatedPads]:
    with SimulatedPads() as line:
        yield line


@pytest.fixture
def pads(line):
    pads, _ = pads_at(line.url, "1=1 2=2", "5=1", "")
    assert pads.next_word(0.01) is None  # opens the port
    yield pads
    pads.close()


def test_a_key_is_told_and_its_frame_comes_back(line, pads):
    line.press(1, 0x0C)

    assert pads.next_word(PATIENCE_SECONDS) == PadPress("1", PadKey.NEXT)
    wait_until(lambda: line.heard == [PadFrame(1, 1, b"\x0c")])


def test_a_rating_is_told_with_its_value(line, pads):
    line.rate(5, 3)

    assert pads.next_word(PATIENCE_SECONDS) == PadRating("1", 3)
    wait_until(lambda: line.heard == [PadFrame(5, 1, b"\x03")])


def test_a_frame_said_twice_is_one_press_and_echoed_twice(line, pads):
    line.sends_twice = True
    line.press(1, 0x0C)

    assert pads.next_word(PATIENCE_SECONDS) == PadPress("1", PadKey.NEXT)
    line.press(2, 0x0C)
    assert wait_until(lambda: pads.next_word(1)) == PadPress("2", PadKey.NEXT)
    wait_until(lambda: len(line.heard) >= 3)


def test_a_key_pressed_twice_by_hand_is_two_presses(line):
    seconds = StoppedSeconds()
    link, windows = SerialLink(serial_settings(line.url)), {1: "1"}
    pads = SerialCallPads(link, windows=windows, raters={}, keys=USUAL_KEYS, now=seconds)
    pads.next_word(0.01)  # opens the port
    for _ in range(2):
        line.press(1, 0x0D)

        assert pads.next_word(PATIENCE_SECONDS)
        seconds.now += 2 * AGAIN_SECONDS
    pads.close()


def test_who_speaks_while_we_speak_is_heard(line, pads):
    line.press(1, 0x0C)
    line.press(2, 0x0C)
    first = pads.next_word(PATIENCE_SECONDS)
    pads.beep("1")

    assert {first.window, pads.next_word(PATIENCE_SECONDS).window} == {"1", "2"}


def test_strangers_and_unknown_keys_are_not_answered(line, pads):
    line.press(9, 0x0C)  # no pad of ours
    line.press(1, 0x0E)  # 取消 is not used
    line.press(1, 1, 2, 3, 4)

    line.press(1, 0x0C)
    # Strangers may be heard before the key is: then there is no word yet.
    assert wait_until(lambda: pads.next_word(0.05)) == PadPress("1", PadKey.NEXT)
    wait_until(lambda: line.heard)
    assert line.heard == [PadFrame(1, 1, b"\x0c")]


def test_noise_costs_nothing(line, pads):
    line.noise = b"\x00\xff\x68\x03\x55"
    line.press(1, 0x0C)

    assert pads.next_word(PATIENCE_SECONDS) == PadPress("1", PadKey.NEXT)


def test_pads_show_beep_and_ask(line, pads):
    pads.show("1", waiting=7, number="A012")
    pads.beep("2")
    pads.ask_for_rating("1")

    wait_until(lambda: line.shown == {1: ("007", "012")})
    wait_until(lambda: line.beeps == {2: 1})
    wait_until(lambda: line.asked == {5})


def test_a_pulled_line_is_absent_and_works_again_without_restart(line, pads):
    line.unplug()
    with pytest.raises(MachineUnavailable) as caught:
        for _ in range(10):
            pads.next_word(0.05)
    assert caught.value.fault is Fault.ABSENT

    line.plug_in()
    assert pads.next_word(0.01) is None
    line.press(2, 0x0C)
    assert pads.next_word(PATIENCE_SECONDS) == PadPress("2", PadKey.NEXT)


def test_a_key_that_was_not_answered_is_not_done_when_the_line_comes_back(line, pads):
    pads._heard.extend([PadFrame(1, 1, b"\x0c"), PadFrame(2, 1, b"\x0c")])  # came in one piece
    line.unplug()
    with pytest.raises(MachineUnavailable):
        pads.next_word(0.05)
    line.plug_in()

    assert pads.next_word(0.2) is None


def test_an_address_is_judged_before_anything_is_opened():
    assert pads_at("none:") == (None, None)
    with pytest.raises(WrongAddress, match="pads_scheme"):
        pads_at("tcp://x")
