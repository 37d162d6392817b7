"""The virtual printer reads what another program wrote: receiptline 4.0.4 (Apache-2.0).

receiptline/jobs.json was made by receiptline/make_jobs.js; receiptline itself is not needed here.
"""

import json
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import numpy
import pytest
import zxingcpp
from PIL import Image

JOBS = json.loads((Path(__file__).parent / "receiptline/jobs.json").read_text())


def drawn(printer, name) -> Image.Image:
    printer.receive(b64decode(JOBS[name]))
    (slip,) = printer.slips()
    return Image.open(BytesIO(printer.picture(slip))).convert("L")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    return picture.crop(box).histogram()[0]


@pytest.mark.parametrize("name", JOBS)
def test_each_job_becomes_one_slip(virtual, name):
    picture = drawn(virtual, name)

    assert ink(picture, (0, 0, *picture.size)) > 500


@pytest.mark.parametrize("dialect", ["escpos", "generic"])
def test_its_code_is_read(virtual, dialect):
    (code,) = zxingcpp.read_barcodes(numpy.array(drawn(virtual, f"{dialect}-code")))

    assert code.text == "http://192.168.1.10:8000/t/Xk29fQw81Zp0"


@pytest.mark.parametrize("dialect", ["escpos", "generic"])
def test_its_bar_code_is_read(virtual, dialect):
    (code,) = zxingcpp.read_barcodes(numpy.array(drawn(virtual, f"{dialect}-barcode")))

    assert (code.text, code.format.name) == ("A012-2026", "Code128")


def test_left_and_right_stand_at_their_places(virtual):
    picture = drawn(virtual, "escpos-text")
    last = picture.crop((0, picture.height - 90, picture.width, picture.height - 40))

    assert ink(last, (32, 0, 32 + 252, 50)) > 50
    assert ink(last, (32 + 252, 0, 32 + 504, 50)) > 50


def test_tables_are_ruled(virtual):
    picture = drawn(virtual, "generic-table")
    columns = [ink(picture, (x, 40, x + 1, 200)) for x in range(picture.width)]

    assert sum(height > 60 for height in columns) >= 3  # three upright lines
