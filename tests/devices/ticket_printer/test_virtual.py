"""The printer without paper: it reads and draws what a real one would, and breaks like one."""

from io import BytesIO

import numpy
import pytest
import zxingcpp
from PIL import Image

from devices.ticket_printer import protocol
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.protocol import About
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.virtual import VirtualPrinter

CUT = b"\x1dV\x00"


def drawn(printer: VirtualPrinter) -> Image.Image:
    name, *_ = printer.slips()
    picture = printer.picture(name)
    assert picture
    return Image.open(BytesIO(picture)).convert("L")


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything black: left, top, right, bottom."""
    box = picture.point(lambda shade: 255 - shade).getbbox()
    assert box
    return box


@pytest.fixture
def draw(virtual):
    """Draw some bytes at 80 mm, cut, and return where the ink is."""

    def draw(data: bytes) -> tuple[int, int, int, int]:
        virtual.receive(b"\x1b@" + data + CUT)
        return ink(drawn(virtual))

    return draw


@pytest.mark.parametrize(("width_mm", "dots"), [(58, 464), (80, 640)])
def test_a_telephone_reads_the_link_off_the_slip(slip, tmp_path, width_mm, dots):
    printer = VirtualPrinter(tmp_path, width_mm)

    printer.receive(sheet_bytes(slip, ROLLS[width_mm]))
    picture = drawn(printer)
    codes = zxingcpp.read_barcodes(numpy.asarray(picture))

    assert [code.text for code in codes] == [slip.link]
    assert picture.width == dots


@pytest.mark.parametrize("length", [1, 60, 120, 213, 400])
@pytest.mark.parametrize("width_mm", [58, 80])
def test_longer_links_fit_the_paper_too(make_slip, tmp_path, length, width_mm):
    link = "http://hall/" + "x" * length
    printer = VirtualPrinter(tmp_path, width_mm)

    printer.receive(sheet_bytes(make_slip(link=link), ROLLS[width_mm]))
    codes = zxingcpp.read_barcodes(numpy.asarray(drawn(printer)))

    assert [code.text for code in codes] == [link]


def test_the_number_stands_as_tall_as_the_paper_of_a_bus_ticket_is_wide(slip, virtual):
    virtual.receive(sheet_bytes(slip, ROLLS[80]))
    picture = drawn(virtual)
    rows = numpy.asarray(picture) == 0
    heights = [len(run) for run in "".join("#" if row.any() else " " for row in rows).split()]

    assert max(heights[:3]) > 8 * 15  # 15 mm and more, by far the tallest of the first lines


def test_letters_take_twelve_dots_and_hanzi_twice_that(draw):
    left, _, right, _ = draw(b"H" * 48)  # 48 columns fill the paper
    assert 32 <= left <= 36
    assert 604 <= right <= 608

    _, top, _, one_line = draw("国".encode("gbk") * 24)
    _, _, _, two_lines = draw("国".encode("gbk") * 25)
    assert one_line - top <= 24
    assert two_lines - one_line == 34  # the usual line spacing


def test_sizes_enlarge_hanzi_as_well_as_letters(draw):
    small = draw("国".encode("gbk"))
    large = draw(b"\x1d!\x32" + "国".encode("gbk"))

    assert abs((large[2] - large[0]) - 4 * (small[2] - small[0])) <= 6
    assert abs((large[3] - large[1]) - 3 * (small[3] - small[1])) <= 6


def test_enlarged_dots_show_as_steps_when_asked(draw, virtual):
    virtual.head.smooth = False
    draw(b"\x1d!\x77A")
    inked = numpy.asarray(drawn(virtual))[40:-40, 32:-32] == 0

    blocks = inked[:192, :96].reshape(24, 8, 12, 8).sum(axis=(1, 3))
    assert set(numpy.unique(blocks)) == {0, 64}


def test_emphasized_text_is_blacker(draw, virtual):
    draw(b"A012")
    plain = drawn(virtual).histogram()[0]
    draw(b"\x1bE\x01A012")

    assert drawn(virtual).histogram()[0] > 1.1 * plain


def test_justification(draw):
    lefts = [draw(b"\x1ba" + bytes([side]) + b"HHHH")[0] for side in range(3)]

    assert lefts[1] - lefts[0] == (576 - 48) // 2
    assert lefts[2] - lefts[0] == 576 - 48


def test_raster_and_both_graphics_commands_draw_the_same_dots(draw):
    rows = b"\xff\x01" * 16
    function = b"0p0\x01\x011\x10\x00\x10\x00" + rows
    raster = b"\x1dv0\x00\x02\x00\x10\x00" + rows
    graphics = b"\x1d(L" + len(function).to_bytes(2, "little") + function + b"\x1d(L\x02\x0002"
    large = b"\x1d8L" + len(function).to_bytes(4, "little") + function + b"\x1d(L\x02\x0002"

    assert draw(raster) == draw(graphics) == draw(large) == (32, 40, 48, 56)
    assert draw(b"\x1dv0\x03" + raster[4:]) == (32, 40, 64, 72)


def test_a_four_byte_code_comes_out_as_garbage_as_it_does_on_paper(draw, virtual):
    draw("¥".encode("gb18030"))
    garbage = drawn(virtual).tobytes()
    draw(b"06")

    assert drawn(virtual).tobytes() == garbage


def test_real_time_questions_are_answered_at_once_even_without_paper(virtual):
    def ask(*questions: About) -> bytes:
        return b"".join(virtual.receive(protocol.transmit_real_time_status(q)) for q in questions)

    assert ask(*About) == bytes.fromhex("12 12 12 12")
    virtual.near_end = True
    assert ask(*About) == bytes.fromhex("12 12 12 1E")
    virtual.paper_out = True
    assert ask(*About) == bytes.fromhex("1A 32 12 7E")
    virtual.paper_out, virtual.near_end, virtual.cover_open = False, False, True
    assert ask(*About) == bytes.fromhex("1A 16 12 12")
    virtual.cover_open, virtual.jammed = False, True
    assert ask(*About) == bytes.fromhex("1A 52 1A 12")


def test_queued_questions_wait_for_what_was_sent_before(virtual):
    virtual.paper_out = True
    assert virtual.receive(b"A012\n\x1dr\x01") == b""

    virtual.paper_out = False
    assert virtual.receive(b"") == b"\x00"


def test_after_new_paper_it_goes_on_where_it_stopped(virtual, slip):
    virtual.paper_out_after_bytes = 100
    virtual.receive(sheet_bytes(slip, ROLLS[80]))
    assert virtual.slips() == []

    virtual.paper_out = False
    virtual.receive(b"")
    assert len(virtual.slips()) == 1


def test_a_cut_through_blank_paper_keeps_no_picture(virtual):
    virtual.receive(b"\x1b@\n\n" + CUT)

    assert virtual.slips() == []


def test_a_full_disk_is_an_error_of_the_printer_told_once(virtual, slip, tmp_path):
    (tmp_path / "slips").write_text("in the way of the folder")
    virtual.receive(sheet_bytes(slip, ROLLS[80]))

    assert virtual.receive(b"\x10\x04\x01\x10\x04\x02\x10\x04\x03") == bytes.fromhex("1A 52 32")
    assert virtual.receive(b"\x10\x04\x01") == b"\x12"


def test_nothing_is_made_on_disk_before_the_first_slip(virtual, tmp_path):
    virtual.receive(b"A012\n")

    assert virtual.slips() == []
    assert list(tmp_path.iterdir()) == []
