"""The month as a file: four sheets, read back by another program than the one that wrote them."""

import csv
import re
import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hall.attendance.months.model import SignatureStep
from hall.attendance.months.month_export import month_file
from hall.attendance.months.signing import sign
from hall.people.model import Staff
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, open_office, punch, slip
from tests.hall.attendance.office_times import at

NAMES = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
EVIL = '=HYPERLINK("http://192.0.2.1","甲")'
TUESDAY = date(2026, 10, 13)
SHEETS = ["汇总", "每日", "打卡", "单据"]


@pytest.fixture
def staff_id(hall, clock):
    clock.now = AFTERWARDS
    (only,) = open_office(hall, 1)
    punch(hall, *((only, at(time)) for time in ("8:41", "12:00", "14:30", "17:30")))
    with hall.work("staff:1") as work:
        slip(work, only, "事假", at("0:00", TUESDAY), at("24:00", TUESDAY))
        work.session.get_one(Staff, only).name = EVIL
    return only


def written(hall):
    with hall.read() as snapshot:
        return month_file(snapshot, OCTOBER, "测试大厅")


def parts(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()
                if name.endswith(".xml")}  # fmt: skip


def rows_of(content, number):
    """By the standard library's XML alone."""
    page = ElementTree.fromstring(parts(content)[f"xl/worksheets/sheet{number}.xml"])
    return [[_value(cell) for cell in row] for row in page.iter(f"{{{NAMES['']}}}row")]


def _value(cell):
    text = cell.find("is", NAMES)
    return cell.findtext("v", None, NAMES) if text is None else "".join(text.itertext())


def test_four_sheets_say_what_the_month_came_to(hall, staff_id):
    content = written(hall)

    assert re.findall('<sheet [^>]*name="([^"]+)"', parts(content)["xl/workbook.xml"]) == SHEETS
    title, head, row, *_ = rows_of(content, 1)
    assert title[0] == "测试大厅2026年10月考勤汇总表（没有锁定）"
    said = dict(zip(head, row, strict=True))
    wanted = {"应出勤天": "18", "实出勤天": "1", "迟到次": "1", "迟到分": "11", "旷工天": "16",
              "事假": "1"}  # fmt: skip
    assert {name: said[name] for name in wanted} == wanted
    days = dict(zip(*rows_of(content, 2)[1:3], strict=True))
    assert (days["12"], days["13"], days["14"], days["11"]) == ("▲√", "事", "×", None)
    punches = rows_of(content, 3)[2:]
    assert [row[2:] for row in punches][:1] == [["2026-10-12", "08:41:00", "密码"]]
    assert rows_of(content, 4)[2][2:] == [
        "事假", "2026-10-13 00:00", "2026-10-14 00:00", "家里有事", "已批准",
    ]  # fmt: skip


def test_nothing_in_it_is_a_formula(hall, staff_id):
    files = parts(written(hall))
    assert rows_of(written(hall), 1)[2][1] == EVIL
    assert not any("<f>" in page or "<f " in page for page in files.values())


def test_each_sheet_is_a_page_across_with_its_heads_in_view(hall, staff_id):
    files = parts(written(hall))
    for number in range(1, 5):
        page = files[f"xl/worksheets/sheet{number}.xml"]
        assert 'orientation="landscape"' in page
        assert 'paperSize="9"' in page
        assert 'state="frozen"' in page
        assert 'fitToWidth="1"' in page
        assert '<pageMargins left="0.4"' in page  # not two fingers of nothing around small print
    assert files["xl/workbook.xml"].count("_xlnm.Print_Area") == 4
    assert files["xl/workbook.xml"].count("_xlnm.Print_Titles") == 4


def test_a_locked_month_is_written_as_it_was_signed(hall, staff_id):
    for step in SignatureStep:
        with hall.work("staff:1") as work:
            sign(work, OCTOBER, step, work.session.get_one(Staff, 1))
    punch(hall, *((staff_id, at(time, date(2026, 10, 14))) for time in ("8:30", "12:00")))

    days = dict(zip(*rows_of(written(hall), 2)[1:3], strict=True))
    assert days["14"] == "×"


#: Comma, quote, UTF-8 whatever the machine speaks; each sheet into a file of its own.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_reads_it(hall, staff_id, tmp_path: Path):
    (tmp_path / "month.xlsx").write_bytes(written(hall))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", AS_CSV, "--outdir", tmp_path]
    subprocess.run([*convert, tmp_path / "month.xlsx"], check=True)

    sums, days, punches, slips = (
        list(csv.reader((tmp_path / f"month-{sheet}.csv").read_text("utf-8").splitlines()))
        for sheet in SHEETS
    )
    assert sums[0][0] == "测试大厅2026年10月考勤汇总表（没有锁定）"
    said = dict(zip(*sums[1:3], strict=True))
    assert [said[name] for name in ("姓名", "实出勤天", "迟到分", "旷工天")] == [
        EVIL,
        "1",
        "11",
        "16",
    ]
    assert dict(zip(*days[1:3], strict=True))["12"] == "▲√"
    assert punches[2][2:5] == ["2026-10-12", "08:41:00", "密码"]
    assert slips[2][2:] == rows_of(written(hall), 4)[2][2:]
