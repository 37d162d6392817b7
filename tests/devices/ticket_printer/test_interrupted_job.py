"""A connection lost inside a picture: the printer goes on swallowing, and the next slip is not
to be swallowed and called printed."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from devices.link import CutShort
from devices.ticket_printer.connect import Profile, renderer
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.interrupted_job import missing_at_most
from devices.ticket_printer.print_head import TOP_MARGIN_DOTS
from devices.ticket_printer.virtual import VirtualPrinter
from devices.ticket_printer.virtual_cable import VirtualCable
from hall.machines import Fault, MachineUnavailable, PrintInDoubt, PrintProof

IN_THE_PICTURE = 200  # bytes after its head


class LooseCable(VirtualCable):
    """Comes off inside the first picture of the next job; ``loose`` until it is put back."""

    loose = False
    comes_off = True

    def send(self, data):
        picture = re.search(rb"\x1dv0", data)
        if self.comes_off and picture:
            self.comes_off, self.loose = False, True
            super().send(data[: picture.start() + IN_THE_PICTURE])
            raise CutShort(Fault.ABSENT, "the cable came off")
        if self.loose:
            raise MachineUnavailable(Fault.ABSENT, "no cable")
        super().send(data)


def only_slip(printer: VirtualPrinter) -> Image.Image:
    (name,) = printer.slips()
    return Image.open(BytesIO(printer.picture(name) or b""))


def on_a_fresh_printer(job: bytes, folder: Path) -> Image.Image:
    printer = VirtualPrinter(folder / "fresh", 80)
    printer.receive(job)
    return only_slip(printer)


def ends_with(printed: Image.Image, whole: Image.Image) -> bool:
    """Above it may stand what came out before the cable came off."""
    height = whole.height - TOP_MARGIN_DOTS
    tail = printed.crop((0, printed.height - height, printed.width, printed.height))
    body = whole.crop((0, TOP_MARGIN_DOTS, whole.width, whole.height))
    return tail.tobytes() == body.tobytes()


PAGES = {
    "a drawn QR": Profile(qr="drawn"),
    "the hall's logo": Profile(),
    "the whole page": Profile(text="picture"),
}


@pytest.fixture(params=PAGES)
def page(request, tmp_path):
    if request.param == "the hall's logo":
        Image.new("1", (576, 160)).save(tmp_path / "logo.png")
    return renderer(PAGES[request.param], tmp_path)


@pytest.mark.parametrize("knows_dle_enq", [True, False])
@pytest.mark.parametrize("silent", [False, True])
def test_the_slip_after_a_cable_came_off_in_a_picture_comes_out(
    virtual, slip, page, tmp_path, knows_dle_enq, silent
):
    virtual.knows_dle_enq, virtual.silent = knows_dle_enq, silent
    cable = LooseCable(virtual)
    driver = EscPosPrinter(cable, page)

    with pytest.raises(PrintInDoubt):
        driver.print(slip)
    cable.loose = False
    proof = driver.print(slip)

    assert proof is (PrintProof.UNKNOWN if silent else PrintProof.CONFIRMED)
    assert ends_with(only_slip(virtual), on_a_fresh_printer(page(slip), tmp_path))


def test_a_printer_that_does_not_come_to_itself_is_sent_no_slip(virtual, slip, page):
    cable = LooseCable(virtual)
    cable.comes_off = False
    driver = EscPosPrinter(cable, page)
    assert driver.print(slip) is PrintProof.CONFIRMED
    virtual.knows_gs_r = False  # as one that still takes everything for dots
    cable.comes_off = True

    with pytest.raises(PrintInDoubt):
        driver.print(slip)
    cable.loose = False
    with pytest.raises(MachineUnavailable) as caught:
        driver.print(slip)

    assert not isinstance(caught.value, PrintInDoubt)
    virtual.knows_gs_r = True
    assert driver.print(slip) is PrintProof.CONFIRMED


def test_as_much_may_be_missing_as_the_longest_picture_has_bytes():
    raster = b"\x1dv0\x00" + b"\x02\x00" + b"\x03\x00" + b"\xff" * 6
    within_a_line = b"\x1b*\x21" + b"\x02\x00" + b"\xff" * 6

    assert missing_at_most(b"\x1b@text\n") == 0
    assert missing_at_most(b"text\n" + within_a_line + raster) == len(raster)
