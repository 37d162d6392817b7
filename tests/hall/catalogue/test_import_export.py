"""Spreadsheets as offices really have them: every row that is wrong is told, nothing is lost."""

import io
import re
import zipfile
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.catalogue.import_export import csv_files, xlsx_files
from hall.catalogue.import_export.cleaning import cleaned
from hall.catalogue.import_export.columns import COLUMNS, KNOWN, key_of
from hall.catalogue.import_export.file_formats import read
from hall.catalogue.import_export.importing import Import, carry_out, look_at
from hall.catalogue.import_export.material_cells import material, materials_in, spelled
from hall.catalogue.import_export.remarks import GRAVE
from hall.catalogue.import_export.spreadsheet import no_progress
from hall.catalogue.import_export.step_cells import steps_in
from hall.catalogue.import_export.writing import csv_of, xlsx_of
from hall.catalogue.model import Item
from hall.catalogue.office_queries import every_item
from hall.catalogue.queries import item_by_code
from hall.catalogue.terms import ItemKind, ItemState, Module, Unit
from hall.errors import CannotRead, NotReady
from hall.events import CatalogueImported
from tests.hall.catalogue.files import csv_file, one_row, xlsx_file
from web import sentences
from web.sentences.catalogue import REMARKS, remark
from web.sentences.item_files import remark_lines

pytestmark = pytest.mark.slow

HEADINGS = ("事项编码", "事项名称", "法律依据")


@pytest.fixture
def looked_at(hall):
    """What a file would do to the demonstration's catalogue."""

    def look(content, keys=None, publish=True):
        each = Import(content, publish=publish)
        look_at(hall, each, keys, no_progress)
        return each

    return look


@pytest.fixture
def taken_in(hall, looked_at):
    def take(content, publish=True):
        each = looked_at(content, publish=publish)
        assert each.may_be_confirmed, said(each)
        told = codes(each)
        carry_out(hall, each, "staff:1", no_progress)
        return SimpleNamespace(file=each, codes=told, counts=each.counts)

    return take


def said(each):
    return [remark(about) for about in each.remarks]


def codes(each):
    """What is said of what the file says; what it leaves out is told of every small file here."""
    return [about.code for about in each.remarks if not about.code.startswith("default_")]


def item(hall, code="X-1"):
    with hall.read() as look:
        (found,) = every_item(look.session, [code])
        _ = found.material_rows, [step.window for step in found.steps], found.service
        return found


# The nasty cases, each with a sentence of its own and the number of its row.

NASTY = {
    "5.1E+11": ("code_scientific", {"事项编码": "5.11602E+11"}),
    "number too long": ("code_number_too_long", {"事项编码": 511602000000}),
    "empty code": ("code_empty", {"事项编码": ""}),
    "code with a slash": ("code_malformed", {"事项编码": "a/b"}),
    "code of spaces within": ("code_malformed", {"事项编码": "a b"}),
    "code of 65": ("code_malformed", {"事项编码": "a" * 65}),
    "no name": ("name_empty", {"事项名称": " "}),
    "endless name": ("name_too_long", {"事项名称": "长" * 201}),
    "lost characters": ("unreadable", {"法律依据": "中华\ufffd人民"}),
    "private characters": ("unreadable", {"事项名称": "龙\ue863镇事务"}),
    "too much": ("too_long", {"申请条件": "长" * 20_001}),
    "failed formula": ("cell_error", {"申请条件": "#REF!"}),
    "kind": ("not_understood", {"办件类型": "上报件"}),
    "count": ("not_a_count", {"承诺办结时限": "二十"}),
    "service": ("no_such_service", {"取号业务": "Z"}),
    "window": ("no_such_window", {"环节": "受理｜99号窗口"}),
    "life event": ("no_such_event", {"人生事件": "中彩票"}),
    "would be public and incomplete": ("incomplete", {"状态": "公开", "法律依据": ""}),
}
PUT_RIGHT = {
    "escaped twice": ("escaped", {"法律依据": "甲&amp;amp;乙"}, "甲&乙"),
    "line tags": ("markup", {"法律依据": "一<br>二<BR/>三</p>四"}, "一\n二\n三\n四"),
    "other tags": ("markup", {"法律依据": '<span style="x">甲</span>'}, "甲"),
    "escaped tags": ("markup", {"法律依据": "一&lt;br&gt;二"}, "一\n二"),
    "control characters": ("control", {"法律依据": "甲\u200b乙\u2060丙"}, "甲乙丙"),
    "a thousand": ("long", {"法律依据": "长" * 1000}, "长" * 1000),
    "rare": ("rare", {"法律依据": "䶮𬭎"}, "䶮𬭎"),
    "line ends": (None, {"法律依据": "一\r\n二\t　三_x000D_"}, "一\n二 三"),
}


@pytest.mark.parametrize("write", [csv_file, xlsx_file])
@pytest.mark.parametrize(("code", "cells"), NASTY.values(), ids=NASTY)
def test_what_is_wrong_is_told_with_its_row_and_keeps_the_file_out(looked_at, write, code, cells):
    if code == "code_number_too_long" and write is csv_file:
        cells = {"事项编码": "5.1E+11"}
        code = "code_scientific"
    each = looked_at(write(*one_row(**cells)))

    assert code in codes(each)
    assert not each.may_be_confirmed
    assert any(sentence.startswith("第 2 行：") for sentence in said(each))


@pytest.mark.parametrize("write", [csv_file, xlsx_file])
@pytest.mark.parametrize(("code", "cells", "kept"), PUT_RIGHT.values(), ids=PUT_RIGHT)
def test_what_can_be_put_right_is_put_right_and_told(hall, taken_in, write, code, cells, kept):
    each = taken_in(write(*one_row(**cells)))

    assert code is None or code in each.codes
    assert item(hall).legal_basis == kept


def test_control_characters_of_csv_are_dropped(hall, taken_in):
    each = taken_in(csv_file(*one_row(法律依据="甲\x07乙\x1b")))

    assert each.codes == ["control"]
    assert item(hall).legal_basis == "甲乙"


def test_a_code_that_comes_twice_names_the_first(looked_at):
    heading, row = one_row()
    other = (row[0], "另一个", *row[2:])
    each = looked_at(csv_file(heading, row, row, other))

    assert said(each) == [
        "第 4 行：编码“X-1”与第 2 行重复，请改成不同的编码，或删去一行。",
        "第 3 行：与第 2 行完全相同，只取一次。",
    ]


def test_every_remark_has_a_sentence_and_every_sentence_a_remark():
    assert REMARKS.keys() >= GRAVE


def test_thirty_materials_are_taken_in_and_doubted(hall, taken_in):
    papers = "\n".join(f"材料{n}｜原件{n}份" for n in range(1, 31))
    each = taken_in(csv_file(*one_row(申报材料=papers)))

    assert each.codes == ["many_materials"]
    assert [row.originals for row in item(hall).material_rows] == list(range(1, 31))


# Kinds of files.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_of_chinese_offices_is_read(hall, taken_in, encoding):
    taken_in(csv_file(*one_row(事项名称="䶮镇社会保障卡"), encoding=encoding))

    assert item(hall).name == "䶮镇社会保障卡"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_delimiter_is_recognised(hall, taken_in, delimiter):
    text = "\n".join(delimiter.join(row) for row in one_row())
    taken_in(text.encode())

    assert item(hall).name == "演示事项"


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(301):
                part.write(bytes(1024 * 1024))
    return out.getvalue()


def altered(part, change):
    """A spreadsheet like any other, but for one of its parts."""
    whole, out = zipfile.ZipFile(io.BytesIO(xlsx_file(*one_row()))), io.BytesIO()
    with whole, zipfile.ZipFile(out, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name)
            archive.writestr(name, change(content) if part in name else content)
    return out.getvalue()


def cell_a2(cell):
    return altered("sheet1.xml", lambda sheet: re.sub(rb'<c r="A2".*?</c>', cell, sheet))


STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006",
     b"http://purl.oclc.org/ooxml/spreadsheetml"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006",
     b"http://purl.oclc.org/ooxml/officeDocument"),
)  # fmt: skip


def strict(part):
    for usual, other in STRICT:
        part = part.replace(usual, other)
    return part


@pytest.mark.parametrize(
    ("content", "why", "row"),
    [
        (cell_a2(b'<c r="A2" t="n"><v>abc</v></c>'), "breaks_off", 2),
        (cell_a2(b'<c r="A2" t="s"><v>99</v></c>'), "breaks_off", 2),
        (cell_a2(b'<c r="A2" t="d"><v>soon</v></c>'), "breaks_off", 2),
        (altered("sheet1.xml", lambda sheet: sheet[:400]), "breaks_off", 1),
        (altered("workbook.xml", lambda book: book[:150]), "damaged", None),
        (altered("rels/workbook", lambda book: book.replace(b"sheet1", b"9")), "damaged", None),
        (altered("", strict), "strict_xlsx", None),
    ],
    ids=range(7),
)
def test_an_unusual_workbook_is_refused_with_what_it_is(content, why, row):
    with pytest.raises(CannotRead) as refusal:
        read(content)

    assert (refusal.value.details["why"], refusal.value.details.get("row")) == (why, row)
    assert "系统" not in sentences.refusal(refusal.value)


@pytest.mark.parametrize(
    "more",
    [b"<autoFilter/>", b"<sortState/>", b"<autoFilter><sortState/></autoFilter>"],
)
def test_a_filter_or_an_order_without_a_range_does_not_matter(more):
    end = b"</sheetData>"

    assert read(altered("sheet1.xml", lambda sheet: sheet.replace(end, end + more))).rows


def test_a_number_beyond_all_numbers_is_told_with_its_row(looked_at):
    each = looked_at(cell_a2(b'<c r="A2" t="n"><v>1e999</v></c>'))

    assert "cell_error" in codes(each)


@pytest.mark.parametrize("name", ["'单引号'", "'=甲", "''+乙", "=丙", "-1"])
def test_a_leading_apostrophe_is_kept_on_the_way_out_and_in(name):
    rows = [HEADINGS, ("X-1", name, "法")]

    for content in (csv_files.written(rows), xlsx_files.written(rows, [False] * 3)):
        assert read(content).rows[0][1] == rows[1]
    assert cleaned(name)[0] == name


def test_the_apostrophe_before_a_long_number_is_no_part_of_a_code(hall, taken_in):
    taken_in(csv_file(*one_row(事项编码="'430422000001")))

    with hall.read() as look:
        assert item_by_code(look.session, "430422000001")


def entities():
    """A spreadsheet like any other, but one part defines an entity."""
    whole, out = zipfile.ZipFile(io.BytesIO(xlsx_file(HEADINGS, ("1", "2", "3")))), io.BytesIO()
    with whole, zipfile.ZipFile(out, "w") as archive:
        for name in whole.namelist():
            attack = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' if "sheet1" in name else b""
            archive.writestr(name, attack + whole.read(name))
    return out.getvalue()


def other_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


@pytest.mark.bad_day("上传坏的事项表格", "不收，写明原因，什么也不留")
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"), (b" \n\n", "empty"), (b"\xd0\xcf\x11\xe0" + bytes(600), "old_excel"),
        (b"%PDF-1.7", "not_a_spreadsheet"), (b"PK\x03\x04 and no more", "damaged"),
        (xlsx_file(HEADINGS, ("1", "2", "3"))[:-300], "damaged"), (b"\xff\xff\x80,\n", "encoding"),
        (bytes(20 * 1024 * 1024 + 1), "too_large"), (b'a,b\n"' + b"x" * 140_000, "csv_field"),
        (b"\xe7\xbc\x96\xe7\xa0\x81,x\n" * 20_010, "too_many_rows"),
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_spreadsheet_is_refused(content, why):
    with pytest.raises(CannotRead) as refusal:
        read(content)

    assert refusal.value.details["why"] == why


@pytest.mark.parametrize(
    ("make", "why"),
    [(bomb, "too_large"), (entities, "damaged"), (other_zip, "not_a_spreadsheet")],
)
def test_a_file_that_means_harm_is_not_opened(make, why):
    with pytest.raises(CannotRead) as refusal:
        read(make())

    assert refusal.value.details["why"] == why


@settings(deadline=None)  # a busy machine is no failure
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_refusal(content):
    for start in (b"", b"PK\x03\x04", "编码,名称\n".encode()):
        try:
            read(start + content)
        except CannotRead:
            continue


# Headings.


def test_a_title_above_the_headings_is_skipped(looked_at):
    each = looked_at(csv_file(("某镇事项目录",), (), *one_row()))

    assert [new.code for new in each.planned.created] == ["X-1"]
    assert each.checked.items[0].row == 4


def test_merged_headings_are_read_together(hall, taken_in):
    upper = ("事项编码", "事项名称", "法定办结时限", "", "承诺办结时限", "", "投诉电话")
    lower = ("", "", "数值", "单位", "数值", "单位", "")
    each = taken_in(
        xlsx_file(
            upper, lower, ("X-1", "演示", 20, "工作日", "当场", "", "12345"),
            merge=("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"),
        )
    )  # fmt: skip

    found = item(hall)
    assert "merged_headings" in each.codes
    assert (found.legal_value, found.legal_unit) == (20, Unit.WORKING_DAY)
    assert (found.promised_value, found.promised_unit) == (None, Unit.ON_THE_SPOT)
    assert found.complaints == "12345"


def test_a_second_row_that_is_an_item_is_no_heading(looked_at):
    each = looked_at(csv_file(("编码", "名称", ""), ("1", "材料", "依据"), ("2", "乙", "丙")))

    assert [row.code for row in each.checked.items] == ["1", "2"]


def test_materials_in_rows_of_their_own_belong_to_the_item_above(hall, taken_in):
    heading = ("编码", "名称", "材料名称", "原件份数", "复印件份数", "是否必备材料")
    taken_in(
        xlsx_file(
            heading, ("X-1", "甲", "身份证", 1, 2, "是"), ("", "", "户口簿", "1份", "", "否"),
            ("X-2", "乙", "", "", "", ""), merge=("A2:A3", "B2:B3"),
        )
    )  # fmt: skip

    rows = item(hall).material_rows
    assert [(r.name, r.originals, r.copies, r.required) for r in rows] == [
        ("身份证", 1, 2, True), ("户口簿", 1, 0, False),
    ]  # fmt: skip
    assert item(hall, "X-2").material_rows == []


def test_columns_that_were_not_recognised_can_be_named(looked_at):
    content = csv_file(("甲列", "乙列"), ("X-1", "演示"))

    assert {"no_code_column", "no_name_column"} == set(codes(looked_at(content)))
    assert codes(looked_at(content, ["code", "name"])) == []
    assert "column_twice" in codes(looked_at(content, ["name", "name"]))


def test_no_heading_means_two_columns():
    assert len(KNOWN) == sum(len({c.heading, *c.synonyms.split()}) for c in COLUMNS)
    assert key_of("*事项名称（必填）") == "name"
    assert key_of("法定办结时限（工作日）") == "legal_value"


# Into the catalogue.


MANY = ("事项编码", "事项名称", "模块", "服务领域", "实施部门", "法律依据")


def test_merged_cells_carry_their_value_down_but_never_a_name(hall, taken_in):
    rows = [
        ("X-1", "甲", "查询事项", "社保", "人社所", "法"),
        ("X-2", "乙", None, None, None, "法"),
        ("X-3", "丙", None, None, None, "法"),
    ]
    taken_in(xlsx_file(MANY, *rows, merge=["C2:C4", "D2:D3", "E2:E4"]))

    found = [item(hall, code) for code in ("X-1", "X-2", "X-3")]
    assert [each.module for each in found] == [Module.ENQUIRE] * 3
    assert [each.field for each in found] == ["社保", "社保", ""]
    assert [each.authority for each in found] == ["人社所"] * 3


def test_an_item_merged_over_the_rows_of_its_materials_stays_one_item(hall, taken_in):
    rows = [
        ("X-1", "甲", "查询事项", "社保", "人社所", "身份证"),
        (None, None, None, None, None, "户口簿"),
    ]
    headings = (*MANY[:5], "材料名称")
    taken_in(xlsx_file(headings, *rows, merge=[f"{column}2:{column}3" for column in "ABCDE"]))

    assert [paper.name for paper in item(hall).material_rows] == ["身份证", "户口簿"]


def test_headings_in_two_rows_name_limits_and_materials(hall, taken_in):
    upper = ("事项编码", "事项名称", "办理时限", None, "申请材料", None, None)
    lower = (None, None, "法定", "承诺", "名称", "原件", "复印件")
    row = ("X-1", "甲", "20个工作日", "5个工作日", "身份证", 1, 2)
    each = taken_in(xlsx_file(upper, lower, row, merge=["A1:A2", "B1:B2", "C1:D1", "E1:G1"]))

    found = item(hall)
    assert each.codes == ["merged_headings"]
    assert (found.legal_value, found.promised_value) == (20, 5)
    assert [(one.name, one.originals, one.copies) for one in found.material_rows] == [
        ("身份证", 1, 2)
    ]


@pytest.mark.parametrize(
    "last",
    ["填报人：王小明", "填报日期:2026年3月", "合计", "总计 12 项", "共1项", "备注：以上",
     "审 核 人：李"],
)  # fmt: skip
def test_who_filled_it_in_and_totals_are_no_items(hall, taken_in, last):
    heading, row = one_row()

    each = taken_in(csv_file(heading, row, (last, "", "")))

    assert each.codes == ["footer"]
    assert each.counts.created == 1


def test_the_same_fault_on_many_rows_is_one_line_with_its_rows(looked_at):
    heading, row = one_row(办件类型="上报件")
    rows = [(f"X-{n}", *row[1:]) for n in range(2, 62)]
    each = looked_at(csv_file(heading, *rows[:58], (*rows[58][:-1], "转报件"), rows[59]))

    (line,) = remark_lines(each.remarks)
    assert line == (
        True,
        "第 2—61 行（60 行），如第 2 行：“办件类型”里的“上报件”看不懂，请照“导出”的写法填写。",
    )


def test_what_the_file_leaves_out_is_named_before_it_is_filled_in(looked_at):
    each = looked_at(csv_file(*one_row(承诺办结时限="5", 法定办结时限="20个工作日")))

    assert said(each) == [
        "文件里没有写模块的新事项有 1 项，都先归到“办理事项”。",
        "文件里没有写取号业务的新事项有 1 项，导入后还不能取号，要到“事项”里选业务。",
        "第 2 行：“承诺办结时限”只有数字，没有单位，先按工作日算。",
    ]
    assert each.may_be_confirmed


def test_nothing_is_written_before_it_is_confirmed(hall, looked_at, facts):
    before = len(facts())
    each = looked_at(csv_file(*one_row()))

    assert each.may_be_confirmed
    assert len(facts()) == before
    with hall.read() as look:
        assert not every_item(look.session, ["X-1"])


def test_a_file_is_taken_in_once_however_often_it_comes(hall, taken_in, looked_at, facts):
    content = csv_file(*one_row())
    taken_in(content)
    again = looked_at(content)

    assert (len(again.planned.created), len(again.planned.changed), again.planned.same) == (0, 0, 1)
    assert not again.may_be_confirmed
    (fact,) = [fact for fact in facts() if isinstance(fact, CatalogueImported)]
    assert (fact.created, fact.changed, fact.published) == (1, 0, 1)


def test_only_the_columns_that_are_there_are_changed(hall, taken_in):
    taken_in(csv_file(*one_row(办件类型="承诺件", 俗称="甲、乙")))
    taken_in(csv_file(("编码", "名称"), ("X-1", "新的名称")))

    found = item(hall)
    assert (found.name, found.kind, found.aliases) == ("新的名称", ItemKind.PROMISED, ["甲", "乙"])
    assert found.legal_basis == "法"
    assert [row.name for row in found.material_rows] == ["身份证"]


def test_what_is_complete_is_shown_and_what_is_not_stays_a_draft(hall, taken_in):
    heading, row = one_row()
    half = ("X-2", "没写完", *["" for _ in row[2:]])
    each = taken_in(csv_file(heading, row, half))

    assert (each.counts.published, each.counts.drafts) == (1, 1)
    assert item(hall, "X-1").state is ItemState.PUBLISHED
    assert item(hall, "X-2").state is ItemState.DRAFT
    with hall.read() as look:
        assert item_by_code(look.session, "X-1").missing == []


def test_drafts_stay_drafts_when_that_is_wanted(hall, taken_in):
    taken_in(csv_file(*one_row()), publish=False)

    assert item(hall).state is ItemState.DRAFT


def test_a_large_file_is_not_kept_when_it_is_done(taken_in):
    each = taken_in(csv_file(*one_row())).file

    assert (each.content, each.table, each.checked, each.planned) == (b"", None, None, None)
    assert each.counts.created == 1


def test_a_plan_that_was_overtaken_is_made_anew(hall, taken_in, looked_at):
    slow = looked_at(csv_file(*one_row(法律依据="慢的")))
    taken_in(csv_file(*one_row(法律依据="快的")))

    carry_out(hall, slow, "staff:1", no_progress)

    assert slow.counts.changed == 1
    assert item(hall).legal_basis == "慢的"


def test_all_or_nothing(hall, looked_at, facts):
    heading, row = one_row()
    each = looked_at(csv_file(heading, row, ("X-2", "乙", *row[2:])))
    before = len(facts())

    class Full(Exception):
        pass

    def disk_is_full(_done, _of):
        raise Full

    with pytest.raises(Full):
        carry_out(hall, each, "staff:1", disk_is_full)

    assert len(facts()) == before
    with hall.read() as look:
        assert not every_item(look.session, ["X-1", "X-2"])


def test_a_file_with_problems_cannot_be_carried_out(hall, looked_at):
    each = looked_at(csv_file(*one_row(状态="公开", 法律依据="")))

    with pytest.raises(NotReady):
        carry_out(hall, each, "staff:1", no_progress)


# There and back.


@pytest.mark.parametrize("write", [csv_of, xlsx_of])
def test_what_was_written_out_changes_nothing_when_it_is_read(hall, taken_in, looked_at, write):
    taken_in(
        csv_file(
            *one_row(
                办件类型="承诺件", 人生事件="生孩子、落户搬迁", 取号业务="B", 是否收费="否",
                环节="受理｜1号窗口｜1个工作日\n审查｜不在大厅", 承诺办结时限="5个工作日",
                俗称="=甲、+乙、-丙", 咨询电话="+86 734 0000000",
                申报材料="身份证｜原件1份｜复印件2份｜非必备｜条件：代办时提供｜来源：自备｜说明：看后退还",
            )
        )
    )  # fmt: skip
    with hall.read() as look:
        content = write(every_item(look.session))

    each = looked_at(content)

    assert said(each) == []
    assert (each.planned.same, each.planned.changed) == (22, [])


def materials_of(session):
    return {
        item.code: [
            (row.name, row.originals, row.copies, row.required, row.condition, row.note)
            for row in item.material_rows
        ]
        for item in every_item(session)
    }


@pytest.mark.parametrize("write", [csv_of, xlsx_of])
def test_what_only_some_must_bring_comes_back_from_a_table_as_such(hall, taken_in, write):
    with hall.work("office") as work:
        items = every_item(work.session)
        content, before = write(items), materials_of(work.session)
        for item in items:
            item.material_rows.clear()

    taken_in(content)

    with hall.read() as look:
        assert materials_of(look.session) == before
    assert sum(bool(row[4]) for rows in before.values() for row in rows) > 10


plain = st.text(
    st.characters(categories=["L", "N", "P"], exclude_characters="｜|'&<>_#"), max_size=9
)


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.lists(
        st.builds(
            material,
            name=plain.filter(
                lambda text: text.strip("0123456789.、．()（）①②一二三四五六七八九十")
            ),
            originals=st.integers(0, 99),
            copies=st.integers(0, 99),
            required=st.booleans(),
            condition=plain,
            source=plain,
            sample=plain,
            note=plain,
        ),
        max_size=30,
    )
)
def test_materials_are_read_back_as_they_were_written(rows):
    cell = "\n".join(spelled(SimpleNamespace(**row)) for row in rows)

    assert [row["originals"] for row in materials_in(cell)] == [row["originals"] for row in rows]
    assert [row["condition"] for row in materials_in(cell)] == [row["condition"] for row in rows]
    assert [row["note"] for row in materials_in(cell)] == [row["note"] for row in rows]


def test_materials_as_offices_write_them_are_understood():
    (row,) = materials_in("1. 本人居民身份证：原件1份（看后退还）、复印件2份；换卡时提供")

    assert row["name"] == "本人居民身份证"
    assert (row["originals"], row["copies"], row["required"]) == (1, 2, False)
    assert row["condition"] == "换卡时提供"
    assert "看后退还" in row["note"]
    assert materials_in("无") == []


@pytest.mark.parametrize(
    ("line", "name", "originals", "copies", "note"),
    [
        ("居民身份证（原件1份，复印件2份）", "居民身份证", 1, 2, ""),
        ("1. 户口簿(原件1份、复印件1份)", "户口簿", 1, 1, ""),
        ("结婚证（原件及复印件各1份）", "结婚证", 1, 1, ""),
        ("申请表（原件2份，须签名）", "申请表", 2, 0, "须签名"),
        ("营业执照（复印件1份）｜非必备", "营业执照", 0, 1, ""),
        ("证明（近3个月）", "证明（近3个月）", 0, 0, ""),
        ("照片（2张）｜原件2份", "照片（2张）", 2, 0, ""),
    ],
)
def test_counts_in_brackets_behind_a_name_are_counts(line, name, originals, copies, note):
    (row,) = materials_in(line)

    assert (row["name"], row["originals"], row["copies"], row["note"]) == (
        name, originals, copies, note,
    )  # fmt: skip


def test_counts_behind_a_name_in_a_column_of_its_own_are_counts_too(hall, taken_in):
    taken_in(csv_file(*one_row(材料名称="身份证（原件1份，复印件2份，看后退还）")))

    (paper,) = item(hall).material_rows
    assert (paper.name, paper.originals, paper.copies, paper.note) == ("身份证", 1, 2, "看后退还")


def test_steps_name_their_windows():
    assert steps_in("1. 受理｜1号窗口｜2个工作日\n审查｜不在大厅\n决定") == [
        {"name": "受理", "days": 2, "window": "1"},
        {"name": "审查", "days": None, "window": None},
        {"name": "决定", "days": None, "window": None},
    ]


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_more(text):
    once, _ = cleaned(text)

    assert cleaned(once) == (once, set())


def test_an_item_that_was_never_saved_can_be_written_out():
    assert csv_of([]).startswith(b"\xef\xbb\xbf")
    assert Item.__tablename__ == "item"
