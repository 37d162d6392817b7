"""The bytes of ESC/POS, there and back, against other people's bytes."""

import pytest
from escpos.printer import Dummy
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.ticket_printer import protocol
from devices.ticket_printer.printer_status import (
    PAPER_STATUSES,
    AutomaticStatus,
    Message,
    PaperStatus,
    PrinterBlock,
    RealTimeStatus,
    StatusReader,
)
from devices.ticket_printer.protocol import About, Justification

MESSAGES = st.one_of(
    st.integers(0, 255).filter(lambda bits: bits & 0x93 == 0x12).map(RealTimeStatus),
    st.sampled_from(sorted(PAPER_STATUSES)).map(PaperStatus),
    st.sampled_from((b"\x10\x00\x00\x00", b"\x18\x00\x0f\x0f", b"\x3c\x4c\x0f\x40")).map(
        AutomaticStatus
    ),
    st.text("ABC 0189-._", max_size=20).map(lambda text: PrinterBlock(text.encode())),
)


def wire(message: Message) -> bytes:
    match message:
        case AutomaticStatus(bits=bits):
            return bits
        case PrinterBlock(text=text):
            return b"_" + text + b"\x00"
    return bytes([message.bits])


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        (protocol.INITIALIZE + protocol.HANZI_MODE_ON, "1B40 1C26"),
        (protocol.select_justification(Justification.CENTER), "1B61 01"),
        (protocol.select_character_size(1, 1), "1D21 00"),
        (protocol.select_character_size(8, 6), "1D21 75"),
        (protocol.feed_dots(16), "1B4A 10"),
        (protocol.feed_lines(4), "1B64 04"),
        (protocol.FEED_AND_CUT_PARTIAL, "1D56 42 00"),
        (protocol.CUT_PARTIAL, "1D56 01"),
        (protocol.raster_bit_image(2, b"\x80\x00\x00\x01"), "1D7630 00 0200 0200 80000001"),
        (
            protocol.qr_code(b"A012", 6),
            "1D286B 0400 31413200 1D286B 0300 314306 1D286B 0300 314531"
            "1D286B 0700 315030 41303132 1D286B 0300 315130",
        ),
        (protocol.transmit_real_time_status(About.PRINTER), "1004 01"),
        (protocol.transmit_real_time_status(About.PAPER), "1004 04"),
        (protocol.TRANSMIT_PAPER_STATUS, "1D72 01"),
        (protocol.RECOVER_AND_CLEAR, "1005 02"),
    ],
)
def test_commands_are_those_of_the_manuals(built, expected):
    assert built == bytes.fromhex(expected)


def test_qr_and_raster_are_what_another_library_sends():
    other = Dummy(profile="default")
    picture = Image.new("1", (16, 2), 1)
    picture.putpixel((0, 0), 0)
    picture.putpixel((15, 1), 0)

    other._raw(b"")
    other.qr("A012", size=6, ec=1, native=True)
    other.image(picture, impl="bitImageRaster", center=False)

    assert protocol.qr_code(b"A012", 6) in other.output
    assert protocol.raster_bit_image(2, b"\x80\x00\x00\x01") in other.output


@settings(deadline=None)
@given(st.lists(MESSAGES, max_size=8), st.integers(1, 5))
def test_messages_survive_any_splitting(sent, size):
    reader = StatusReader()
    data = b"".join(map(wire, sent))

    heard = [message for piece in pieces(data, size) for message in reader.receive(piece)]

    assert (heard, reader.discarded) == (sent, 0)


@settings(deadline=None)
@given(st.lists(MESSAGES, max_size=6), st.data())
def test_flow_control_between_any_two_bytes_changes_nothing(sent, data):
    noisy = bytearray()
    for byte in b"".join(map(wire, sent)):
        noisy += data.draw(st.sampled_from((b"", b"\x11", b"\x13", b"\x13\x11"))) + bytes([byte])

    assert StatusReader().receive(bytes(noisy)) == sent


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_noise_is_counted_never_kept_and_costs_one_message_at_most(noise):
    reader = StatusReader()
    reader.receive(noise + b"\xff")  # no message goes on after this byte

    assert reader.receive(b"\x16\x0f") == [RealTimeStatus(0x16), PaperStatus(0x0F)]


def test_a_stray_byte_is_no_proof_of_printing():
    reader = StatusReader()

    assert reader.receive(b"\x0a\x20\x41\x60\xff") == []
    assert reader.discarded == 5


def test_an_automatic_status_cut_short_gives_way_to_the_next_answer():
    assert StatusReader().receive(b"\x10\x00\x12\x00") == [RealTimeStatus(0x12), PaperStatus(0)]


def test_a_block_without_end_is_given_up():
    reader = StatusReader()

    assert reader.receive(b"_" + b"A" * 500) == []
    assert reader.discarded == 501
    assert reader.receive(b"\xff\x12") == [RealTimeStatus(0x12)]
