"""A drawn line comes out as it was drawn, in the middle of the paper."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from devices.ticket_printer.drawn import WEIGHT, drawn_line
from devices.ticket_printer.glyphs import Scale, glyph
from devices.ticket_printer.virtual import VirtualPrinter


@pytest.mark.parametrize(("width_mm", "dots", "edge"), [(58, 384, 40), (80, 576, 32)])
@pytest.mark.parametrize("scale", [Scale(1, 2), Scale(2, 2)])
def test_a_rare_character_is_printed_dot_by_dot(tmp_path, width_mm, dots, edge, scale):
    printer = VirtualPrinter(tmp_path, width_mm)

    printer.receive(b"\x1b@" + drawn_line("𬭎", scale, dots) + b"\x1dV\x00")

    slip = Image.open(BytesIO(printer.picture(printer.slips()[0]))).convert("1")
    left = edge + dots // 2 - 12 * scale.width
    printed = slip.crop((left, 40, left + 24 * scale.width, 40 + 24 * scale.height))
    cell = glyph("𬭎", 2, scale, WEIGHT)
    assert ImageChops.logical_xor(printed, cell).getextrema() == (255, 255)  # black for white
    assert slip.height == 24 * scale.height + 80


def test_characters_that_the_font_lacks_or_that_have_no_width_do_not_stop_a_slip():
    assert drawn_line("\U000e0080\U0003134a😀", Scale(1, 1), 384)
