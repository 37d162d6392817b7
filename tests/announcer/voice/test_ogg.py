"""Opus packets in and out of Ogg: what goes in comes out, and damage is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.voice.ogg import NotOpus, Opus, crc, joined, read, samples_of, silence, write

#: Frames of 20 ms in Opus' three ways of coding, and a packet of two such frames.
FIRSTS = st.sampled_from([b"\xf8", b"\x68", b"\x08", b"\xf9"])
PACKETS = st.builds(lambda first, rest: first + rest, FIRSTS, st.binary(min_size=1, max_size=700))
RECORDINGS = st.builds(
    lambda packets: Opus(tuple(packets), 312), st.lists(PACKETS, min_size=1, max_size=120)
)


@given(RECORDINGS)
def test_what_is_written_is_read_again(opus):
    assert read(write(opus)) == opus


@given(st.lists(RECORDINGS, min_size=1, max_size=4))
def test_joined_is_as_long_as_its_parts_together(parts):
    whole = read(write(joined(parts)))

    assert whole.samples == sum(part.samples for part in parts)
    assert whole.packets == tuple(packet for part in parts for packet in part.packets)


@given(RECORDINGS, st.data())
def test_a_changed_or_torn_file_is_refused_and_nothing_else_happens(opus, data):
    file = write(opus)
    at = data.draw(st.integers(0, len(file) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = file[:at] + bytes([file[at] ^ 1 << bit]) + file[at + 1 :]

    with pytest.raises(NotOpus):
        read(changed)


@given(st.binary(max_size=200))
def test_anything_else_is_refused(file):
    with pytest.raises(NotOpus):
        read(file)


def test_silence_lasts_as_long_as_it_should():
    assert silence(0.6).seconds == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("packet", "samples"),
    [
        (b"\x00", 480),  # SILK, 10 ms
        (b"\x18", 2880),  # SILK, 60 ms
        (b"\x60", 480),  # hybrid, 10 ms
        (b"\xe0", 120),  # CELT, 2.5 ms
        (b"\xf8", 960),
        (b"\xf9", 1920),  # two frames
        (b"\xfb\x03", 2880),  # three
    ],
)
def test_a_packet_says_how_long_it_is(packet, samples):
    assert samples_of(packet) == samples


def test_the_checksum_is_that_of_ogg():
    assert crc(b"123456789") == 0x89A1897F  # CRC-32 04c11db7, not reflected, from zero
