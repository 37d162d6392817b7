"""A drawn line comes out as it was drawn, in the middle of the paper."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from devices.ticket_printer.drawn_text import (
    WEIGHT,
    WIDE_COLUMNS,
    drawn_character,
    drawn_line,
    narrow,
)
from devices.ticket_printer.glyphs import Scale, glyph
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.virtual import VirtualPrinter


@pytest.mark.parametrize(("width_mm", "dots", "edge"), [(58, 384, 40), (80, 576, 32)])
@pytest.mark.parametrize("scale", [Scale(1, 2), Scale(2, 2)])
def test_a_rare_character_is_printed_dot_by_dot(tmp_path, width_mm, dots, edge, scale):
    printer = VirtualPrinter(tmp_path, width_mm)

    printer.receive(b"\x1b@" + drawn_line("𬭎", scale, ROLLS[width_mm]) + b"\x1dV\x00")

    slip = Image.open(BytesIO(printer.picture(printer.slips()[0]))).convert("1")
    left = edge + dots // 2 - 12 * scale.width
    printed = slip.crop((left, 40, left + 24 * scale.width, 40 + 24 * scale.height))
    cell = glyph("𬭎", 2, scale, WEIGHT)
    assert ImageChops.logical_xor(printed, cell).getextrema() == (255, 255)  # black for white
    assert slip.height == 24 * scale.height + 80


def test_characters_that_the_font_lacks_or_that_have_no_width_do_not_stop_a_slip():
    assert drawn_line("\U000e0080\U0003134a😀", Scale(1, 1), ROLLS[58])


@pytest.mark.parametrize("enlarged", [False, True])
def test_a_rare_character_stands_among_text_dot_by_dot(tmp_path, enlarged):
    cell = glyph("𬭎", 2, Scale(1, 1), WEIGHT)
    if enlarged:
        cell = narrow("𬭎").resize((2 * WIDE_COLUMNS, 24))
    printer = VirtualPrinter(tmp_path, 80)
    dots = drawn_character("𬭎", enlarged=enlarged)

    printer.receive(b"\x1b@" + "张".encode("gbk") + dots + b"A\n" + b"\x1dV\x00")

    slip = Image.open(BytesIO(printer.picture(printer.slips()[0]))).convert("1")
    left = 32 + 24
    printed = slip.crop((left, 40, left + cell.width, 64))
    assert ImageChops.logical_xor(printed, cell).getextrema() == (255, 255)  # black for white
    follows = slip.crop((left + cell.width, 40, left + cell.width + 12, 64))
    assert follows.getextrema()[0] == 0  # the A comes right after it


@pytest.mark.parametrize(
    ("mode", "column", "size"),
    [(0, 1, (2, 24)), (1, 1, (1, 24)), (32, 3, (2, 24)), (33, 3, (1, 24))],
)
def test_every_density_of_a_bit_image_has_its_size(tmp_path, mode, column, size):
    printer = VirtualPrinter(tmp_path, 58)

    printer.receive(b"\x1b@\x1b*" + bytes([mode, 10, 0]) + b"\xff" * 10 * column + b"\n\x1dV\x00")

    slip = Image.open(BytesIO(printer.picture(printer.slips()[0]))).convert("L")
    box = slip.point(lambda shade: 255 - shade).getbbox()
    assert (box[2] - box[0], box[3] - box[1]) == (10 * size[0], size[1])


def test_a_bit_image_wider_than_the_paper_is_cut_off_and_the_text_goes_on(tmp_path):
    printer = VirtualPrinter(tmp_path, 58)

    printer.receive(b"\x1b@\x1b*\x21\xff\xff" + b"\xff" * 3 * 0xFFFF + b"A\n\x1dV\x00")

    slip = Image.open(BytesIO(printer.picture(printer.slips()[0]))).convert("L")
    assert slip.point(lambda shade: 255 - shade).getbbox()[2] == 40 + 384
