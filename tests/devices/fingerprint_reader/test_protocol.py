"""Frames and commands, against the bytes of manuals and of real modules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.fingerprint_reader import commands
from devices.fingerprint_reader.answers import Ack, SystemParameters, pages_in_index
from devices.fingerprint_reader.codes import Confirmation
from devices.fingerprint_reader.protocol import FINGERPRINT_FRAMES, START, PacketKind, ReaderFrame
from devices.framing import FrameReader

LONGEST_FRAME = 9 + 258

COMMANDS = [
    (commands.vfy_pwd(0), "01 00 07 13 00 00 00 00 00 1B"),
    (commands.vfy_pwd(0x12345678), "01 00 07 13 12 34 56 78 01 2F"),
    (commands.set_pwd(0x12345678), "01 00 07 12 12 34 56 78 01 2E"),
    (commands.GEN_IMG, "01 00 03 01 00 05"),
    (commands.img2tz(1), "01 00 04 02 01 00 08"),
    (commands.img2tz(2), "01 00 04 02 02 00 09"),
    (commands.MATCH, "01 00 03 03 00 07"),
    (commands.search(1, 0, 200), "01 00 08 04 01 00 00 00 C8 00 D6"),
    (commands.search(1, 0, 1000), "01 00 08 04 01 00 00 03 E8 00 F9"),
    (commands.REG_MODEL, "01 00 03 05 00 09"),
    (commands.store(1, 5), "01 00 06 06 01 00 05 00 13"),
    (commands.store(1, 300), "01 00 06 06 01 01 2C 00 3B"),
    (commands.load_char(1, 5), "01 00 06 07 01 00 05 00 14"),
    (commands.up_char(1), "01 00 04 08 01 00 0E"),
    (commands.down_char(1), "01 00 04 09 01 00 0F"),
    (commands.delet_char(5), "01 00 07 0C 00 05 00 01 00 1A"),
    (commands.EMPTY, "01 00 03 0D 00 11"),
    (commands.set_sys_para(4, 12), "01 00 05 0E 04 0C 00 24"),
    (commands.set_sys_para(5, 3), "01 00 05 0E 05 03 00 1C"),
    (commands.set_sys_para(6, 2), "01 00 05 0E 06 02 00 1C"),
    (commands.READ_SYS_PARA, "01 00 03 0F 00 13"),
    (commands.GET_RANDOM_CODE, "01 00 03 14 00 18"),
    (commands.write_notepad(0, b""), "01 00 24 18 00" + " 00" * 32 + " 00 3D"),
    (commands.read_notepad(0), "01 00 04 19 00 00 1E"),
    (commands.TEMPLETE_NUM, "01 00 03 1D 00 21"),
    (commands.read_index_table(0), "01 00 04 1F 00 00 24"),
    (commands.HAND_SHAKE, "01 00 03 40 00 44"),
]

ACKS = [
    ("07 00 03 00 00 0A", Confirmation.OK, ""),
    ("07 00 03 01 00 0B", Confirmation.PACKET_ERROR, ""),
    ("07 00 03 02 00 0C", Confirmation.NO_FINGER, ""),
    ("07 00 03 03 00 0D", Confirmation.CAPTURE_FAILED, ""),
    ("07 00 03 06 00 10", Confirmation.MESSY_IMAGE, ""),
    ("07 00 03 07 00 11", Confirmation.FEW_FEATURES, ""),
    ("07 00 03 0A 00 14", Confirmation.CANNOT_MERGE, ""),
    ("07 00 03 0B 00 15", Confirmation.BAD_PAGE, ""),
    ("07 00 03 0C 00 16", Confirmation.TEMPLATE_UNREADABLE, ""),
    ("07 00 03 13 00 1D", Confirmation.WRONG_PASSWORD, ""),
    ("07 00 03 15 00 1F", Confirmation.NO_VALID_IMAGE, ""),
    ("07 00 03 18 00 22", Confirmation.FLASH_ERROR, ""),
    ("07 00 03 1A 00 24", Confirmation.BAD_REGISTER, ""),
    ("07 00 03 21 00 2B", Confirmation.NOT_VERIFIED, ""),
    ("07 00 03 FC 01 06", Confirmation.UNSUPPORTED, ""),
    ("07 00 05 00 00 03 00 0F", Confirmation.OK, "00 03"),
    ("07 00 07 00 00 05 00 60 00 73", Confirmation.OK, "00 05 00 60"),
    ("07 00 07 09 00 00 00 00 00 17", Confirmation.NOT_FOUND, "00 00 00 00"),
    ("07 00 05 00 00 60 00 6C", Confirmation.OK, "00 60"),
    ("07 00 07 00 DE AD BE EF 03 46", Confirmation.OK, "DE AD BE EF"),
    # captured from an R503: page 1 found, and a stranger with garbage for a page
    ("07 00 07 00 00 01 00 60 00 6F", Confirmation.OK, "00 01 00 60"),
    ("07 00 07 09 01 EE 00 00 01 06", Confirmation.NOT_FOUND, "01 EE 00 00"),
]

PARAMETERS = [
    ("R503, captured", "00 04 00 00 00 C8 00 03 FF FF FF FF 00 02 00 06 04 ED", 200, 57600, 128),
    ("ZFM", "00 00 00 09 03 E8 00 03 FF FF FF FF 00 02 00 06 05 15", 1000, 57600, 128),
    ("slim, captured", "00 00 00 00 00 50 00 03 FF FF FF FF 00 02 00 0C 04 77", 80, 115200, 128),
]

frames = st.builds(
    ReaderFrame,
    st.sampled_from(PacketKind),
    st.binary(min_size=1, max_size=256),
    st.integers(0, 0xFFFFFFFF),
)


def on_the_wire(after_address: str) -> bytes:
    return START + b"\xff\xff\xff\xff" + bytes.fromhex(after_address)


def read_all(pieces: list[bytes]) -> tuple[list[ReaderFrame], int]:
    reader = FrameReader(FINGERPRINT_FRAMES)
    return [frame for piece in pieces for frame in reader.receive(piece)], reader.discarded


@pytest.mark.parametrize(("command", "expected"), COMMANDS, ids=lambda value: str(value)[:40])
def test_a_command_is_the_bytes_of_the_manual(command, expected):
    assert command.frame().encode() == on_the_wire(expected)


@pytest.mark.parametrize(("wire", "code", "results"), ACKS)
def test_an_acknowledgement_is_understood(wire, code, results):
    [frame], discarded = read_all([on_the_wire(wire)])

    assert frame.kind is PacketKind.ACK
    assert Ack.of(frame) == Ack(code, bytes.fromhex(results))
    assert discarded == 0


@pytest.mark.parametrize(("model", "wire", "capacity", "baudrate", "packet_bytes"), PARAMETERS)
def test_system_parameters_are_understood(model, wire, capacity, baudrate, packet_bytes):
    [frame], _ = read_all([on_the_wire("07 00 13 00 " + wire)])
    told = SystemParameters.parse(Ack.of(frame).results)

    assert (told.capacity, told.baudrate, told.packet_bytes) == (capacity, baudrate, packet_bytes)
    assert told.security_level == 3
    assert told.address == 0xFFFFFFFF
    assert told.pack() == Ack.of(frame).results


def test_an_index_table_names_its_pages():
    [frame], _ = read_all([on_the_wire("07 00 23 00 23" + " 00" * 30 + " 80 00 CD")])

    assert pages_in_index(0, Ack.of(frame).results) == {0, 1, 5, 255}
    assert pages_in_index(3, b"\x01") == {768}


@pytest.mark.parametrize(
    ("frame", "wire"),
    [
        (ReaderFrame(PacketKind.DATA, b"\xaa" * 32), "02 00 22" + " AA" * 32 + " 15 64"),
        (ReaderFrame(PacketKind.END_OF_DATA, b"\x55" * 32), "08 00 22" + " 55" * 32 + " 0A CA"),
        (ReaderFrame(PacketKind.DATA, b"\xff" * 128), "02 00 82" + " FF" * 128 + " 80 04"),
        (ReaderFrame(PacketKind.DATA, b"\xff" * 256), "02 01 02" + " FF" * 256 + " FF 05"),
    ],
    ids=["32", "end", "128", "256"],
)
def test_data_is_the_bytes_of_the_manual(frame, wire):
    assert frame.encode() == on_the_wire(wire)
    assert read_all([on_the_wire(wire)]) == ([frame], 0)


def test_an_unknown_code_is_kept_as_a_number():
    assert str(Ack.of(ReaderFrame(PacketKind.ACK, b"\x77"))) == "0x77 unknown"


@given(st.lists(frames, max_size=4), st.integers(1, 9))
def test_frames_survive_any_splitting(sent, size):
    wire = b"".join(frame.encode() for frame in sent)
    pieces = [wire[at : at + size] for at in range(0, len(wire), size)]

    assert read_all(pieces) == (sent, 0)


@given(st.lists(st.tuples(st.binary(max_size=40), frames), max_size=4))
def test_noise_between_frames_costs_nothing_but_itself(line):
    """Even noise that looks like a frame's beginning lets go once enough bytes have followed."""
    wire = b"".join(noise + frame.encode() for noise, frame in line)
    heard, _ = read_all([wire, bytes(LONGEST_FRAME)])

    assert heard == [frame for _, frame in line]


@given(frames, st.data())
def test_a_damaged_frame_is_lost_alone(frame, data):
    damaged = bytearray(frame.encode())
    at = data.draw(st.integers(6, len(damaged) - 1))
    damaged[at] ^= 1 << data.draw(st.integers(0, 7))
    following = ReaderFrame(PacketKind.ACK, b"\x00")

    heard, discarded = read_all([bytes(damaged), following.encode(), bytes(LONGEST_FRAME)])

    assert heard == [following]
    assert discarded > 0


@given(st.lists(st.binary(max_size=600) | st.just(START * 200), max_size=8))
def test_no_noise_makes_the_buffer_grow(pieces):
    reader = FrameReader(FINGERPRINT_FRAMES)
    for piece in pieces:
        reader.receive(piece)

        assert len(reader._buffer) < LONGEST_FRAME


@pytest.mark.parametrize("length", [0, 2, 259, 0xFFFF])
def test_an_impossible_length_is_not_waited_for(length):
    false_start = START + b"\xff\xff\xff\xff\x07" + length.to_bytes(2, "big")
    ack = ReaderFrame(PacketKind.ACK, b"\x00")

    heard, discarded = read_all([false_start + ack.encode()])

    assert heard == [ack]
    assert discarded == len(false_start)


#: What the facts list and the driver never sends: LEDs, images, both dialects of 31 and 32.
NEVER_SENT = [
    "01 00 03 0A 00 0E", "01 00 03 0B 00 0F", "01 00 07 15 00 00 00 01 00 1E",
    "01 00 04 17 01 00 1D", "01 00 03 28 00 2C", "01 00 03 30 00 34",
    "01 00 08 1B 01 00 00 00 C8 00 ED", "01 00 08 31 05 00 00 01 01 00 41",
    "01 00 08 31 00 05 03 00 00 00 42", "01 00 08 32 03 00 C7 01 01 01 07",
    "01 00 08 32 03 FF FF 00 00 02 3C", "01 00 07 35 01 80 01 00 00 BF",
    "01 00 07 35 03 00 02 00 00 42", "01 00 07 35 04 00 01 00 00 42",
    "01 00 07 3C 02 01 01 00 00 48", "01 00 03 36 00 3A", "01 00 03 39 00 3D",
    "01 00 03 3A 00 3E", "01 00 03 3C 00 40", "01 00 03 3D 00 41", "01 00 03 53 00 57",
]  # fmt: skip


@pytest.mark.parametrize("wire", NEVER_SENT)
def test_every_other_frame_of_the_facts_is_whole(wire):
    (frame,) = FrameReader(FINGERPRINT_FRAMES).receive(on_the_wire(wire))

    assert frame.kind is PacketKind.COMMAND
    assert frame.encode() == on_the_wire(wire)


def test_the_largest_data_frame_has_the_checksum_of_the_facts():
    assert ReaderFrame(PacketKind.DATA, b"\xff" * 128).encode().endswith(b"\x80\x04")
    assert ReaderFrame(PacketKind.DATA, b"\xff" * 256).encode().endswith(b"\xff\x05")
