"""The simulated reader itself: its glass, its start, its memory, its manners."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.fingerprint_reader import commands
from devices.fingerprint_reader.answers import Ack, pages_in_index
from devices.fingerprint_reader.automatic import AutomaticForm
from devices.fingerprint_reader.codes import Confirmation, Instruction
from devices.fingerprint_reader.commands import Command
from devices.fingerprint_reader.protocol import FINGERPRINT_FRAMES, PacketKind, ReaderFrame
from devices.fingerprint_reader.quirks import Quirk
from devices.fingerprint_reader.simulated_fingers import HOLD_SECONDS, SimulatedFingers, finger
from devices.fingerprint_reader.simulated_module import ACTIONS, SimulatedModule
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.framing import FrameReader
from devices.link import SerialLink
from devices.serial_address import serial_settings
from hall.machines import Fault, MachineUnavailable
from tests.waiting import PATIENCE_SECONDS

ROOT = Path(__file__).parents[3]
OK = Ack(Confirmation.OK, b"")
Ask = Callable[[Command], Ack]
instructions = st.sampled_from(Instruction)


@pytest.fixture
def reader() -> Iterator[SimulatedReader]:
    reader = SimulatedReader(enrolled={1, 5, 7})
    reader.boot_seconds, reader.boot_bytes = 0, b""
    with reader:
        yield reader


@pytest.fixture
def link(reader: SimulatedReader) -> Iterator[SerialLink]:
    link = SerialLink(serial_settings(reader.url))
    yield link
    link.close()


@pytest.fixture
def ask(link: SerialLink) -> Ask:
    def ask(command: Command, timeout_seconds: float = 2) -> Ack:
        answer = link.ask(
            command.frame().encode(), FrameReader(FINGERPRINT_FRAMES).receive, timeout_seconds
        )
        return Ack.of(answer)

    return ask


def code(name: str) -> Ack:
    return Ack(Confirmation[name], b"")


# The people before the glass


def test_a_finger_stays_for_a_moment():
    people = SimulatedFingers()
    people.touch(b"one", now=10)

    assert people.on_glass(10) == b"one"
    assert people.on_glass(10 + HOLD_SECONDS - 0.01) == b"one"
    assert people.on_glass(10 + HOLD_SECONDS) is None


def test_a_recognised_finger_leaves_and_the_next_comes_after_a_gap():
    people = SimulatedFingers()
    people.touch(b"one", now=10)
    people.touch(b"two", now=10)
    people.on_glass(10)
    people.recognised()

    assert people.on_glass(10.1) is None
    assert people.on_glass(10.2) == b"two"


def test_each_in_the_line_has_their_own_moment():
    people = SimulatedFingers()
    people.touch(b"one", now=10)
    people.touch(b"two", now=10)

    assert people.on_glass(10 + 1.1 * HOLD_SECONDS) is None  # one has just left
    assert people.on_glass(10 + 1.9 * HOLD_SECONDS) == b"two"


def test_nobody_waits_for_ever_at_a_reader_that_does_not_look():
    people = SimulatedFingers()
    people.touch(b"one", now=10)
    people.touch(b"two", now=10)

    assert people.on_glass(100) is None
    assert people.on_glass(100.1) is None


def test_a_held_finger_stays_until_it_is_lifted():
    people = SimulatedFingers()
    people.hold(b"one", now=10)
    people.on_glass(10)
    people.recognised()

    assert people.on_glass(1000) == b"one"
    people.lift()
    assert people.on_glass(1001) is None


# Start and speed


def test_a_booting_module_hears_nothing(reader, ask):
    reader.boot_seconds = 60
    reader.power_cycle()

    with pytest.raises(MachineUnavailable) as caught:
        ask(commands.HAND_SHAKE, 0.1)

    assert caught.value.fault is Fault.SILENT


def test_a_module_that_has_booted_says_so_once(reader):
    port = os.open(reader.path, os.O_RDWR | os.O_NOCTTY)
    reader.boot_bytes = b"\x55"
    reader.power_cycle()

    assert os.read(port, 10) == b"\x55"
    os.close(port)


def test_at_another_speed_nothing_is_understood(reader, link, ask):
    reader.baudrate = 115200
    link.change_baudrate(57600)
    with pytest.raises(MachineUnavailable):
        ask(commands.HAND_SHAKE, 0.1)

    link.change_baudrate(115200)
    assert ask(commands.HAND_SHAKE) == OK


def test_the_path_is_gone_while_unplugged_and_the_same_afterwards(reader, ask):
    path = reader.path
    reader.unplug()
    assert not path.is_symlink()

    reader.plug_in()
    assert reader.path == path
    assert ask(commands.HAND_SHAKE) == OK


def test_a_finger_laid_on_an_unplugged_reader_is_not_remembered(reader, ask):
    reader.unplug()
    reader.hold(5)
    reader.plug_in()

    assert ask(commands.GEN_IMG) == code("NO_FINGER")


def test_nothing_is_left_behind():
    reader = SimulatedReader()
    with reader:
        folder = reader.path.parent

    assert not folder.exists()


def test_it_can_be_started_by_hand():
    """What it prints goes into config.toml as it stands; it ends with its input."""
    ended = subprocess.run(
        [sys.executable, "-m", "devices.fingerprint_reader.simulator"],
        input="5\n0\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=PATIENCE_SECONDS,
        check=True,
    )

    assert ended.stdout.startswith('[fingerprint_reader]\nurl = "serial:///')
    assert ended.stderr == ""


# Memory and manners


def test_every_command_is_refused_until_the_password_is_verified(reader, ask):
    assert ask(commands.set_pwd(0xABCD)) == OK
    reader.power_cycle()

    assert ask(commands.GEN_IMG) == code("NOT_VERIFIED")
    assert ask(commands.vfy_pwd(0)) == code("WRONG_PASSWORD")
    assert ask(commands.TEMPLETE_NUM) == code("NOT_VERIFIED")
    assert ask(commands.vfy_pwd(0xABCD)) == OK
    assert ask(commands.GEN_IMG) == code("NO_FINGER")


def test_a_module_forgets_its_buffers_with_its_power(reader, ask):
    ask(commands.load_char(1, 5))
    reader.module.power_up()

    assert ask(commands.store(1, 9)) == code("TEMPLATE_EMPTY")


def test_index_tables_count_by_pages_of_256(reader, ask):
    reader.module.capacity, reader.enrolled = 1000, {0, 255, 256, 999}

    tables = [ask(commands.read_index_table(table)).results for table in range(4)]
    found = [pages_in_index(table, results) for table, results in enumerate(tables)]

    assert found == [{0, 255}, {256}, set(), {999}]


def test_match_compares_the_two_buffers(ask):
    ask(commands.load_char(1, 5))
    ask(commands.load_char(2, 7))
    assert ask(commands.MATCH) == code("NO_MATCH")

    ask(commands.load_char(2, 5))
    assert ask(commands.MATCH).code == Confirmation.OK


def test_two_different_fingers_make_no_template(ask):
    ask(commands.load_char(1, 5))
    ask(commands.load_char(2, 7))

    assert ask(commands.REG_MODEL) == code("CANNOT_MERGE")


def test_the_end_of_the_library_is_kept(ask):
    ask(commands.load_char(1, 5))

    assert ask(commands.store(1, 199)) == OK
    assert ask(commands.store(1, 200)) == code("BAD_PAGE")
    assert ask(commands.load_char(1, 200)) == code("BAD_PAGE")
    assert ask(commands.load_char(1, 100)) == code("TEMPLATE_UNREADABLE")
    assert ask(commands.delet_char(199, 2)) == code("DELETE_FAILED")


def test_an_image_is_needed_before_features(ask):
    assert ask(commands.img2tz(1)) == code("NO_VALID_IMAGE")


def test_the_notepad_keeps_what_is_written_even_without_power(reader, ask):
    assert ask(commands.write_notepad(15, b"hall")) == OK
    reader.module.power_up()

    assert ask(commands.read_notepad(15)).results == b"hall".ljust(32, b"\0")
    assert ask(commands.read_notepad(16)) == code("BAD_NOTEPAD_PAGE")


def test_emptying_leaves_nothing(reader, ask):
    assert ask(commands.EMPTY) == OK
    assert ask(commands.TEMPLETE_NUM).results == b"\0\0"
    assert reader.enrolled == set()


def test_random_codes_differ(ask):
    assert ask(commands.GET_RANDOM_CODE).results != ask(commands.GET_RANDOM_CODE).results


def test_a_downloaded_template_can_be_stored_and_found(reader, link, ask):
    template = finger("visitor")
    assert ask(commands.down_char(1)) == OK
    link.send(ReaderFrame(PacketKind.DATA, template[:256]).encode(), 1)
    link.send(ReaderFrame(PacketKind.END_OF_DATA, template[256:]).encode(), 1)

    assert ask(commands.store(1, 42)) == OK
    assert reader.module.library[42] == template


def test_fast_search_is_unanswered_as_on_the_r503(link):
    with pytest.raises(MachineUnavailable):
        link.ask(
            ReaderFrame(PacketKind.COMMAND, b"\x1b\x01").encode(),
            FrameReader(FINGERPRINT_FRAMES).receive,
            0.1,
        )


def test_every_known_instruction_is_played():
    assert set(Instruction) <= set(ACTIONS)


@given(
    st.lists(
        st.builds(
            ReaderFrame,
            st.sampled_from(PacketKind),
            st.binary(min_size=1, max_size=40)
            | st.builds(
                lambda known, rest: bytes([known]) + rest, instructions, st.binary(max_size=6)
            ),
        ),
        max_size=12,
    )
)
def test_no_frame_whatever_upsets_the_module(sent):
    module = SimulatedModule(snapshot=lambda: finger("any"), recognised=lambda: None, quirks=set())

    for frame in sent:
        for answer in module.answer(frame):
            assert answer.encode()


@pytest.mark.parametrize(
    "instruction", [Instruction.SEARCH, Instruction.UP_CHAR, Instruction.STORE]
)
def test_a_command_without_its_parameters_is_taken_for_a_damaged_one(ask, instruction):
    assert ask(Command(instruction)) == code("PACKET_ERROR")


def test_a_frame_for_another_address_is_ignored(reader):
    assert reader.module.answer(commands.HAND_SHAKE.frame(address=1)) == []


# Faults by name


@pytest.mark.parametrize(
    ("quirk", "command", "answered"),
    [
        (Quirk.DAMAGED_COMMANDS, commands.HAND_SHAKE, "PACKET_ERROR"),
        (Quirk.LIBRARY_FULL, commands.store(1, 9), "LIBRARY_FULL"),
        (Quirk.FLASH_ERROR, commands.store(1, 9), "FLASH_ERROR"),
        (Quirk.FLASH_ERROR, commands.delet_char(5), "FLASH_ERROR"),
        (Quirk.NO_NOTEPAD, commands.read_notepad(15), "UNSUPPORTED"),
        (Quirk.SENSOR_FAULT, commands.GEN_IMG, "SENSOR_FAULT"),
    ],
)
def test_a_fault_has_the_code_of_the_manual(reader, ask, quirk, command, answered):
    ask(commands.load_char(1, 5))
    reader.trouble(quirk.value)
    assert ask(command) == code(answered)

    reader.trouble(quirk.value)
    assert ask(command).code != Confirmation[answered]


def test_what_is_stored_or_deleted_in_vain_is_answered_all_the_same(reader, ask):
    reader.quirks |= {Quirk.STORE_IN_VAIN, Quirk.DELETE_IN_VAIN}
    ask(commands.load_char(1, 5))

    assert ask(commands.store(1, 9)) == OK
    assert ask(commands.delet_char(5)) == OK
    assert reader.enrolled == {1, 5, 7}


def test_a_slow_module_takes_its_time_to_empty(reader, ask):
    reader.quirks.add(Quirk.SLOW_EMPTY)
    reader.empty_seconds = PATIENCE_SECONDS

    with pytest.raises(MachineUnavailable) as caught:
        ask(commands.EMPTY, 0.05)
    assert caught.value.fault is Fault.SILENT


def test_a_new_image_spoils_the_search_as_on_the_r503(reader, ask):
    reader.quirks.add(Quirk.GEN_IMG_SPOILS_SEARCH)
    reader.hold(5)
    ask(commands.GEN_IMG)
    ask(commands.img2tz(1))
    ask(commands.GEN_IMG)

    assert ask(commands.search(1, 0, 200)).code == Confirmation.NOT_FOUND


@pytest.mark.parametrize("size", [512, 768, 1536])
def test_templates_have_the_size_of_the_model(reader, link, size):
    reader.module.template_bytes = size
    module = reader.module
    module.answer(commands.load_char(1, 5).frame())

    first, *rest = module.answer(commands.up_char(1).frame())

    assert Ack.of(first) == OK
    assert sum(len(frame.payload) for frame in rest) == size
    assert rest[-1].kind is PacketKind.END_OF_DATA


def test_settings_are_taken_within_their_bounds(reader, ask):
    assert ask(commands.set_sys_para(5, 4)) == OK
    assert reader.module.security_level == 4
    assert ask(commands.set_sys_para(5, 9)) == code("BAD_REGISTER_CONTENTS")
    assert ask(commands.set_sys_para(9, 1)) == code("BAD_REGISTER")


def test_the_two_dialects_of_automatic_enrolment_hear_another_thing_in_one_frame(reader):
    """Why the driver never sends it: page 5 of one dialect is page 0 of the other."""
    stored = []
    for form in AutomaticForm:
        module = SimulatedModule(lambda: finger("x"), lambda: None, set())
        module.automatic = form
        module.answer(ReaderFrame(PacketKind.COMMAND, bytes.fromhex("31 00 05 03 00 00")))
        stored.append(set(module.library))

    assert stored == [{0}, {5}]


def test_a_module_without_the_automatic_commands_says_so(reader):
    (answer,) = reader.module.answer(ReaderFrame(PacketKind.COMMAND, b"\x32\x03\x00\xc7\x01\x01"))

    assert Ack.of(answer) == code("UNSUPPORTED")


def test_a_simulated_module_remembers_what_is_in_its_flash(tmp_path):
    first = SimulatedReader({1}, tmp_path).module
    for command in (commands.load_char(1, 1), commands.store(1, 9), commands.set_pwd(7)):
        first.answer(command.frame())

    second = SimulatedReader({3}, tmp_path).module

    assert second.library == first.library
    assert second.password == 7


def test_a_memory_cut_short_is_a_new_module(tmp_path):
    (tmp_path / "simulated-reader.json").write_text('{"password": 7, ')

    assert SimulatedReader({3}, tmp_path).enrolled == {3}


def test_troubles_are_known_by_their_names(reader):
    reader.trouble("swapped")
    assert reader.enrolled == set()
    reader.trouble("unplugged")

    troubles = reader.troubles()
    assert troubles["swapped"]
    assert troubles["unplugged"]
    assert set(troubles) == {"swapped", "unplugged", "other_password", "other_speed", *Quirk}
    with pytest.raises(KeyError):
        reader.trouble("earthquake")
