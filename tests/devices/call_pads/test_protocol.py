"""The pads' frames: the vectors of the source, any splitting, any noise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.call_pads.keys import USUAL_KEYS, key_in, read_addresses, read_keys
from devices.call_pads.protocol import (
    BEFORE,
    LENGTHS,
    PAD_FRAMES,
    RATED,
    START,
    PadFrame,
    acknowledgement,
    beep,
    show,
)
from devices.framing import FrameReader
from hall.machines import PadKey

frames = st.builds(
    PadFrame,
    st.integers(0, 255),
    st.integers(0, 255),
    st.binary(max_size=LENGTHS.stop - 3),
)

VECTORS = {
    "next at pad 1": (PadFrame(1, 1, b"\x0c"), "FF 68 03 03 68 01 01 0C 0E 16"),
    "recall at pad 1": (PadFrame(1, 1, b"\x0d"), "FF 68 03 03 68 01 01 0D 0F 16"),
    "6 and confirm": (PadFrame(1, 1, b"\x06\x0f"), "FF 68 04 04 68 01 01 06 0F 17 16"),
    "rater 5 says 3": (PadFrame(5, RATED, b"\x03"), "FF 68 03 03 68 05 11 03 19 16"),
    "show ticket 012": (
        show(1, waiting=None, number=12),
        "FF 68 08 08 68 01 02 0A 0A 0A 00 01 02 24 16",
    ),
    "show waiting 007": (
        show(1, waiting=7, number=None),
        "FF 68 08 08 68 01 02 00 00 07 0A 0A 0A 28 16",
    ),
    "beep": (beep(1), "FF 68 02 02 68 01 03 04 16"),
}


@pytest.mark.parametrize(("frame", "wire"), VECTORS.values(), ids=VECTORS)
def test_a_frame_is_the_bytes_of_the_source(frame, wire):
    assert frame.encode() == bytes.fromhex(wire)
    assert FrameReader(PAD_FRAMES).receive(bytes.fromhex(wire)) == [frame]


def test_a_rating_is_acknowledged_as_function_1():
    answer = acknowledgement(PadFrame(5, RATED, b"\x03"))

    assert answer.encode() == bytes.fromhex("FF 68 03 03 68 05 01 03 09 16")


@given(st.lists(frames, max_size=6), st.integers(1, 9))
def test_frames_survive_any_splitting(sent, size):
    wire = b"".join(frame.encode() for frame in sent)
    reader = FrameReader(PAD_FRAMES)

    got = [f for at in range(0, len(wire), size) for f in reader.receive(wire[at : at + size])]

    assert got == sent


@given(st.binary(max_size=40).filter(lambda noise: START[:1] not in noise), frames)
def test_noise_before_a_frame_costs_nothing_but_itself(noise, frame):
    reader = FrameReader(PAD_FRAMES)

    assert reader.receive(noise + frame.encode()) == [frame]
    assert reader.discarded == len(noise)


@given(frames, st.integers(min_value=0), st.integers(1, 255))
def test_a_damaged_frame_is_never_taken_for_itself(frame, where, change):
    raw = bytearray(frame.encode())
    raw[where % len(raw)] ^= change

    assert frame not in FrameReader(PAD_FRAMES).receive(bytes(raw))


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_no_noise_makes_the_buffer_grow(pieces):
    reader = FrameReader(PAD_FRAMES)

    for piece in pieces:
        reader.receive(piece)
        assert len(reader._buffer) < BEFORE + LENGTHS.stop + 2


@pytest.mark.parametrize(
    ("data", "pressed"),
    [
        (b"\x0c", (PadKey.NEXT, None)),
        (b"\x06\x0f", (PadKey.MISS, None)),
        (b"\x02\x13", (PadKey.TRANSFER, 2)),
        (b"\x05\x0f", None),
        (b"\x0e", None),
        (b"\x11", None),
        (b"", None),
    ],
)
def test_a_key_is_known_by_its_bytes(data, pressed):
    assert key_in(data, USUAL_KEYS) == pressed


def test_another_makers_keys_are_written_in_the_configuration():
    keys = read_keys("21=next, 220f=miss")

    assert keys[b"\x21"] is PadKey.NEXT
    assert keys[b"\x22\x0f"] is PadKey.MISS
    assert keys[b"\x0d"] is PadKey.RECALL  # what is not named stays
    assert read_addresses("1=1, 5=综合") == {1: "1", 5: "综合"}


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_keys, "0C"),
        (read_keys, "0C=dance"),
        (read_keys, "XX=next"),
        (read_addresses, "1"),
        (read_addresses, "300=1"),
        (read_addresses, "1="),
    ],
)
def test_a_wrong_map_is_refused_with_its_part(read, text):
    with pytest.raises(ValueError, match=text.rstrip("=")):
        read(text)
