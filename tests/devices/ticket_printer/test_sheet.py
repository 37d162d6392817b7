"""What a sheet says, on paper of both widths."""

from dataclasses import replace
from io import BytesIO

import numpy
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.text import columns, fill
from devices.ticket_printer.virtual import VirtualPrinter
from hall.machines import Paragraph, Sheet, TextSize

WIDTHS = sorted(ROLLS)
TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
NOTICE = Sheet(
    title="一次性告知书",
    body=(
        Paragraph(text="城乡居民医保参保登记", size=TextSize.TALL, centred=True, bold=True),
        Paragraph(text="A012", size=TextSize.HUGE),
        Paragraph(text="请带齐下列材料再来办理："),
        Paragraph(text="居民户口簿原件，以及户主页和本人页的复印件各一份", ticked=True),
        Paragraph(text="本人近期一寸免冠照片两张", ticked=False),
        Paragraph(text="-----"),
        Paragraph(text="材料齐全，当场办结。", size=TextSize.LARGE),
    ),
    link="http://192.168.1.10:8000/i/YB-001",
    link_label="手机扫码看办事指南",
    footer="投诉电话 0312-5555555",
)


def printed(sheet, folder, width_mm):
    printer = VirtualPrinter(folder / "slips", width_mm)
    printer.receive(sheet_bytes(sheet, ROLLS[width_mm]))
    (name,) = printer.slips()
    return Image.open(BytesIO(printer.picture(name)))


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_sheet_says_everything_on_it_as_text(width_mm):
    job = sheet_bytes(NOTICE, ROLLS[width_mm])

    said = (
        "一次性告知书",
        "A012",
        "□本人近期",
        "√居民户口簿",
        "手机扫码看办事指南",
        "0312-5555555",
    )
    for text in said:
        assert text.encode("gbk") in job
    assert b"-" * ROLLS[width_mm].columns in job
    assert b"\x1dv0" not in job


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_telephone_reads_the_code_of_a_sheet(tmp_path, width_mm):
    picture = printed(NOTICE, tmp_path, width_mm)

    (code,) = zxingcpp.read_barcodes(numpy.array(picture.convert("L")))
    assert code.text == NOTICE.link


def test_the_second_line_of_a_boxed_paragraph_stands_in_from_the_box():
    lines = sheet_bytes(NOTICE, ROLLS[58]).decode("gbk", errors="replace").split("\n")

    at = next(at for at, line in enumerate(lines) if "√居民户口簿" in line)
    assert lines[at + 1].startswith("  ")
    assert "各一份" in "".join(lines[at : at + 3])


def test_a_sheet_without_a_link_has_no_code():
    assert b"\x1d(k" not in sheet_bytes(Sheet(title="明白卡"), ROLLS[80])


def test_a_reprinted_sheet_is_marked():
    assert "【补打】".encode("gbk") in sheet_bytes(
        Sheet(title="回执", banner="【补打】"), ROLLS[80]
    )


def test_a_sheet_survives_being_kept_as_json():
    whole = replace(NOTICE, below=NOTICE.body[:1], banner="【补打】")

    assert Sheet.from_json(whole.as_json()) == whole


def test_a_sheet_that_an_earlier_version_kept_is_still_printed():
    kept = """{"title": "回执", "body": [{"text": "谢谢", "size": "normal", "centred": false,
        "bold": false, "ticked": null}], "link": "", "link_label": "", "footer": "",
        "logo": false, "reprint": false}"""

    assert Sheet.from_json(kept) == Sheet(title="回执", body=(Paragraph(text="谢谢"),))


def test_what_stays_the_same_is_not_sent_again():
    line = Paragraph(text="请留意", size=TextSize.FITTED, centred=True, bold=True)

    job = sheet_bytes(Sheet(title="", body=(line,) * 5), ROLLS[80])

    assert job.count(b"\x1bE\x01") == 1
    assert job.count(b"\x1d!\x11") == 1


@given(TEXT, st.integers(8, 48))
def test_running_text_stays_within_the_paper_and_loses_nothing(text, width):
    text = " ".join(text.split())

    lines = fill(text, width)

    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(
    title=TEXT,
    texts=st.lists(TEXT, max_size=4),
    size=st.sampled_from(TextSize),
    ticked=st.sampled_from([None, True, False]),
    link=TEXT,
    width_mm=st.sampled_from(WIDTHS),
)
def test_no_text_can_break_out_of_its_sheet(tmp_path, title, texts, size, ticked, link, width_mm):
    body = tuple(Paragraph(text=text, size=size, ticked=ticked) for text in texts)
    printer = VirtualPrinter(tmp_path / "slips", width_mm)
    before = len(printer.slips())

    printer.receive(sheet_bytes(Sheet(title=title + "。", body=body, link=link), ROLLS[width_mm]))

    assert len(printer.slips()) == before + 1  # one cut: no more, no less
