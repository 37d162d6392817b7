"""Pictures, QR codes and the cut find the printer out of Hanzi mode, at the start of a line."""

import re

import pytest
from PIL import Image

from devices.ticket_printer.connect import Profile, renderer
from devices.ticket_printer.interpreter import Interpreter
from devices.ticket_printer.print_head import PrintHead

PROFILES = {
    "as usual": Profile(),
    "narrow": Profile(width_mm=58),
    "a drawn QR": Profile(qr="drawn"),
    "the whole page": Profile(text="picture"),
    "an old cutter": Profile(cut="esc_i"),
    "another old cutter": Profile(cut="esc_m"),
}


class WatchedHead(PrintHead):
    """Notes what mode it was in whenever dots or the cutter came."""

    def __post_init__(self):
        super().__post_init__()
        self.in_hanzi_mode, self.amid_a_line = [], []

    def image(self, image):
        self._note()
        super().image(image)

    def cut(self):
        self._note()
        super().cut()

    def _note(self):
        self.in_hanzi_mode.append(self.modes.hanzi)
        self.amid_a_line.append(bool(self._line))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_pictures_codes_and_the_cut_come_outside_hanzi_mode(make_slip, tmp_path, profile):
    Image.new("1", (100, 50)).save(tmp_path / "logo.png")
    head = WatchedHead(profile.width_mm, keep=lambda _: None)
    interpreter = Interpreter(head, answer=lambda *_: None)

    for byte in renderer(profile, tmp_path)(make_slip(check="0427")):
        interpreter.feed(byte)

    assert len(head.in_hanzi_mode) >= 2
    assert not any(head.in_hanzi_mode)
    assert not any(head.amid_a_line)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_mode_is_left_with_a_line_of_its_own(make_slip, tmp_path, profile):
    """Some printers leave it only with the next line."""
    job = renderer(profile, tmp_path)(make_slip())

    left = [found.end() for found in re.finditer(rb"\x1c\.", job)]

    assert left
    assert all(job[at : at + 4] == b"\x1b3\x00\n" for at in left)
