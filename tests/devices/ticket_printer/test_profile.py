"""Printers that can do less: no QR command, no cutter, no font to be trusted."""

from io import BytesIO

import numpy
import pytest
import zxingcpp
from PIL import Image, ImageChops

from devices.ticket_printer.connect import Profile, printer_at, renderer
from devices.ticket_printer.logo import is_printable
from devices.ticket_printer.paper_roll import roll_for
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.virtual import VirtualPrinter
from hall.machines import PrintProof, Sheet
from tests.bomb_picture import bomb

WIDTHS = (58, 80)


@pytest.fixture
def storage(tmp_path):
    return tmp_path


def picture(printer: VirtualPrinter) -> Image.Image:
    return Image.open(BytesIO(printer.picture(printer.slips()[0]) or b"")).convert("L")


def printed(page, storage, **profile) -> Image.Image:
    profile = Profile(**profile)
    printer = VirtualPrinter(storage / "slips", profile.width_mm)
    printer.receive(renderer(profile, storage)(page))
    return picture(printer)


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("length", [20, 60, 150])
def test_a_drawn_code_is_read_by_a_telephone(make_slip, storage, width_mm, length):
    link = "http://192.168.1.10:8000/t/".ljust(length, "x")

    slip = printed(make_slip(link=link), storage, width_mm=width_mm, qr="drawn")

    (code,) = zxingcpp.read_barcodes(numpy.array(slip))
    assert code.text == link


def test_a_drawn_code_stands_in_the_middle_and_costs_few_bytes(slip, storage):
    native = renderer(Profile(), storage)(slip)
    drawn = renderer(Profile(qr="drawn"), storage)(slip)

    assert b"\x1d(k" not in drawn
    assert len(drawn) - len(native) < 2_500  # two and a half seconds at 9600 baud
    picture = printed(slip, storage, qr="drawn")
    (code,) = zxingcpp.read_barcodes(numpy.array(picture))
    place = code.position
    middle = (place.top_left.x + place.bottom_right.x) / 2
    assert abs(middle - picture.width / 2) <= 8


def test_a_printer_without_a_cutter_is_fed_to_the_tear_bar(slip, storage):
    job = renderer(Profile(cutter=False), storage)(slip)

    assert b"\x1dV" not in job
    assert job.endswith(b"\x1bd\x05")


def test_slips_come_apart_where_nothing_cuts(slip, storage):
    driver, tray = printer_at("virtual:", Profile(cutter=False), storage)

    assert [driver.print(slip) for _ in range(3)] == [PrintProof.CONFIRMED] * 3
    assert len(tray.slips()) == 3


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_page_as_one_picture_looks_like_the_page_itself(slip, storage, width_mm):
    as_text = printed(slip, storage, width_mm=width_mm)
    as_picture = printed(slip, storage, width_mm=width_mm, text="picture")

    height = min(as_text.height, as_picture.height) - 40  # what follows the last dot is white
    box = (0, 0, as_text.width, height)
    assert not ImageChops.difference(as_text.crop(box), as_picture.crop(box)).getbbox()


def test_a_page_as_one_picture_trusts_no_font(slip, storage):
    job = renderer(Profile(text="picture"), storage)(slip)

    assert "端村镇".encode("gbk") not in job
    assert b"\x1d(k" not in job


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_halls_picture_stands_above_the_slip(slip, storage, width_mm):
    plain = printed(slip, storage, width_mm=width_mm)
    Image.new("RGBA", (400, 100), (0, 0, 0, 255)).save(storage / "logo.png")

    with_logo = printed(slip, storage, width_mm=width_mm)

    assert with_logo.height > plain.height + 80
    assert with_logo.getpixel((with_logo.width // 2, 60)) == 0


@pytest.mark.parametrize("side", [4001, 60_000])
def test_a_logo_that_would_fill_the_memory_is_left_out_and_the_slip_comes(slip, storage, side):
    plain = renderer(Profile(), storage)(slip)
    (storage / "logo.png").write_bytes(bomb(side))

    assert not is_printable(storage / "logo.png")
    assert renderer(Profile(), storage)(slip) == plain


def test_a_logo_that_is_no_picture_is_left_out(slip, storage):
    plain = renderer(Profile(), storage)(slip)
    (storage / "logo.png").write_bytes(b"no picture")

    assert renderer(Profile(), storage)(slip) == plain


def test_a_sheet_has_the_logo_only_where_its_layout_says_so(storage):
    Image.new("L", (80, 40), 0).save(storage / "logo.png")
    render = renderer(Profile(), storage)

    assert b"\x1dv0" not in render(Sheet(title="回执"))
    assert b"\x1dv0" in render(Sheet(title="回执", logo=True))


def test_the_usual_profile_changes_nothing(slip, storage):
    assert renderer(Profile(), storage)(slip) == sheet_bytes(slip, roll_for(80))


def test_on_a_quick_cable_an_enlarged_line_with_a_rare_character_is_drawn_whole(make_slip, storage):
    slip = make_slip(service="𬭎溪村低保申请")

    assert renderer(Profile(), storage)(slip).count(b"\x1dv0") == 0
    quick = renderer(Profile(), storage, quick=True)(slip)
    assert quick.count(b"\x1dv0") == 1
    assert b"\x1b*" not in quick
