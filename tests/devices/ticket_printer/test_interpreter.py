"""Whatever bytes come, in whatever pieces: no exception, bounded memory, the same picture."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.ticket_printer import print_head as heads
from devices.ticket_printer.interpreter import Interpreter
from devices.ticket_printer.print_head import PrintHead

PREFIXES = (
    b"\x1b",
    b"\x1c",
    b"\x1d",
    b"\x10",
    b"\x1d(k",
    b"\x1d(L",
    b"\x1d8L",
    b"\x1dv0",
    b"\x1b*",
)
SOUP = st.lists(
    st.binary(max_size=12) | st.sampled_from(PREFIXES) | st.just(b"\n\x1dV\x00"), max_size=40
).map(b"".join)


def pictures(data: bytes, size: int) -> tuple[list[bytes], list[tuple[str, int]]]:
    kept: list[bytes] = []
    answers: list[tuple[str, int]] = []
    head = PrintHead(58, lambda slip: kept.append(slip.tobytes()))
    interpreter = Interpreter(head, lambda question, n: answers.append((question, n)))
    for start in range(0, len(data), size):
        for byte in data[start : start + size]:
            interpreter.feed(byte)
    head.cut()
    return kept, answers


@settings(max_examples=150, deadline=None)
@given(SOUP | st.binary(max_size=300))
def test_any_bytes_are_read_without_complaint(data):
    kept, _ = pictures(data, 1)

    longest = heads.LONGEST_DOTS + 2 * heads.TOP_MARGIN_DOTS
    assert all(len(picture) <= longest * 58 for picture in kept)


@settings(max_examples=40, deadline=None)
@given(SOUP, st.integers(2, 9))
def test_a_picture_does_not_depend_on_the_pieces(data, size):
    assert pictures(data, 1) == pictures(data, size)


def test_a_picture_that_claims_to_be_endless_is_read_and_not_kept():
    slips: list[Image.Image] = []
    head = PrintHead(58, slips.append)
    interpreter = Interpreter(head, lambda question, n: None)

    for byte in b"\x1dv0\x00\x01\x00\xff\xff" + b"\xff" * 65_535 + b"\x1dV\x00":
        interpreter.feed(byte)

    (slip,) = slips
    assert slip.height == heads.LONGEST_DOTS + 2 * heads.TOP_MARGIN_DOTS


def test_paper_fed_for_ever_stays_short():
    slips: list[Image.Image] = []
    interpreter = Interpreter(PrintHead(58, slips.append), lambda question, n: None)

    for byte in b"A\n" + b"\x1bd\xff" * 200 + b"B\n\x1dV\x00":
        interpreter.feed(byte)

    (slip,) = slips
    assert slip.height == heads.LONGEST_DOTS + 2 * heads.TOP_MARGIN_DOTS


def test_commands_it_does_not_draw_leave_no_letters_on_the_paper():
    skipped = (
        b"\x1b*\x05\x02\x00AA\x1b$AA\x1bt\x00\x1bR\x00\x1b A\x1bBAA\x1bpAAA\x1bcAA\x1bDAAA\x00"
        b"\x1cSAA\x1cC\x00\x1dhA\x1dwA\x1dHA\x1dfA\x1dLAA\x1dWAA\x1dPAA\x1daA\x1dbA\x1dk\x04AAA\x00"
        b"\x1dkI\x041234\x1d(A\x02\x00AA\x1c(A\x02\x00AA\x10\x04\x01\x10\x05\x02"
    )

    assert pictures(skipped, 7)[0] == []


#: From another program (python-escpos 3.1): two black corners, as a raster and as a graphic.
CORNERS = {
    "raster": "1D 76 30 00 02 00 02 00 80 00 00 01",
    "graphic": "1D 28 4C 0E 00 30 70 30 01 01 31 10 00 02 00 80 00 00 01 1D 28 4C 02 00 30 32",
}


def black(data: bytes) -> list[tuple[int, int]]:
    slips: list[Image.Image] = []
    interpreter = Interpreter(PrintHead(58, slips.append), lambda question, n: None)
    for byte in data + b"\x1dV\x00":
        interpreter.feed(byte)
    (slip,) = slips
    dots = slip.load()
    return [(x, y) for y in range(slip.height) for x in range(slip.width) if not dots[x, y]]


@pytest.mark.parametrize("wire", CORNERS.values(), ids=CORNERS)
def test_a_picture_by_another_program_has_its_dots_where_it_wants_them(wire):
    (x, y), (right, low) = black(bytes.fromhex(wire))

    assert (right - x, low - y) == (15, 1)


def test_modes_cut_buzzer_and_drawer_of_another_program_leave_no_letters():
    modes = "1B 21 00 1B 21 00 1B 21 30 1B 45 01 1B 61 01"
    rest = "1B 42 02 04 1B 70 00 32 32 1B 64 06 1D 56 00"
    large = pictures(bytes.fromhex(modes) + b"A\n" + bytes.fromhex(rest), 3)[0]

    assert len(large) == 1
    assert pictures(bytes.fromhex(modes + rest), 3)[0] == []
