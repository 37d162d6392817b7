"""Services, windows and people from one workbook: as a whole, told by sheet, row and column."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from hall.line.queries import services, windows
from hall.people.queries import staff

GOOD = {
    "业务": [
        ["字母", "名称", "说明", "约几分钟"],
        ["Q", "公积金", "", 8],
        ["r", "医保报销", "带发票", None],
    ],
    "窗口": [["窗口号", "部门", "业务的字母"], [21, "住建", "Q、R"], [22.0, "医保", "r"]],
    "人员": [
        ["姓名", "账号", "角色", "职务", "部门"],
        ["演示新一", "Xinyi", "窗口人员", "", "住建"],
        ["演示新二", "xiner", "综合值班", "组长", ""],
    ],
}  # fmt: skip


def workbook(sheets) -> BytesIO:
    book, out = Workbook(), BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(out)
    out.seek(0)
    return out


def bring(client, sheets):
    file = sheets if isinstance(sheets, BytesIO) else workbook(sheets)
    return client.post("/office/setup/workbook", data={"workbook": (file, "hall.xlsx")})


def there(application):
    with application.hall.read() as snapshot:
        session = snapshot.session
        return (
            {
                service.prefix: (service.name, service.promised_minutes)
                for service in services(session)
            },
            {
                window.name: [service.prefix for service in window.services]
                for window in windows(session)
            },
            [person.account for person in staff(session)],
        )


def with_row(sheet, number, row):
    rows = list(GOOD[sheet])
    rows[number - 1] = row
    return {**GOOD, sheet: rows}


def test_a_workbook_makes_all_of_it_and_twice_makes_nothing_twice(application, manager):
    first = bring(manager, GOOD)
    once = there(application)
    again = bring(manager, GOOD)

    assert once[0]["Q"] == ("公积金", 8)
    assert once[0]["R"] == ("医保报销", None)
    assert (once[1]["21"], once[1]["22"]) == (["Q", "R"], ["R"])
    assert once[2][-2:] == ["xinyi", "xiner"]
    assert "初始密码" in first.text
    assert there(application) == once
    assert "没有新的账号" in again.text


def test_the_passwords_shown_once_let_people_in(application, manager):
    cells = bring(manager, GOOD).text.split("<code>")[1:]
    password = cells[0].split("</code>")[0]

    client = application.app.test_client()
    answer = client.post("/sign-in", data={"account": "xinyi", "password": password})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        (with_row("业务", 2, ["7", "公积金", "", 8]), "“业务”第 2 行“字母”：业务的字母要是"),
        (with_row("业务", 3, ["R", "医保", "", "很久"]), "“业务”第 3 行“约几分钟”"),
        (with_row("业务", 3, ["R", "公积金", "", 1]), "“业务”第 3 行“名称”：这个名称已经有了"),
        (with_row("窗口", 3, [22, "医保", "Z"]), "“窗口”第 3 行“业务的字母”"),
        (with_row("窗口", 2, ["2 1", "住建", "Q"]), "“窗口”第 2 行“窗口号”"),
        (with_row("窗口", 2, [21, "", "Q"]), "“窗口”第 2 行“部门”"),
        (with_row("人员", 2, ["演示新一", "新一", "窗口人员"]), "“人员”第 2 行“账号”"),
        (with_row("人员", 3, ["演示新二", "xiner", "局长"]), "“人员”第 3 行“角色”"),
        (with_row("人员", 3, ["", "xiner", "主任"]), "“人员”第 3 行“姓名”"),
    ],
)
def test_one_wrong_cell_is_told_and_nothing_is_done(application, manager, sheets, told):
    before = there(application)

    answer = bring(manager, sheets)

    assert (answer.status_code, told in answer.text) == (409, True)
    assert there(application) == before


def test_all_that_is_wrong_is_told_at_once(manager):
    sheets = with_row("业务", 2, ["7", "公积金", "", 8])
    sheets["人员"] = [GOOD["人员"][0], ["甲乙", "x", "局长"]]

    page = bring(manager, sheets).text

    assert "“业务”第 2 行" in page
    assert "“人员”第 2 行" in page
    assert "“窗口”第" not in page  # its windows have letters that are wrong elsewhere


@pytest.mark.bad_day("上传坏的大厅表格", "不收，写明原因，什么也不留")
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "窗口".encode()])
def test_what_is_no_workbook_is_refused(manager, content):
    assert bring(manager, BytesIO(content)).status_code == 409


def test_a_workbook_of_other_sheets_is_refused(manager):
    answer = bring(manager, {"Sheet1": [["字母"], ["Q"]]})

    assert "请用这里下载的模板" in answer.text


def test_the_template_is_taken_in_as_it_comes(application, manager):
    before = there(application)
    content = manager.get("/office/setup/template.xlsx").data

    assert load_workbook(BytesIO(content)).sheetnames == ["业务", "窗口", "人员"]
    assert bring(manager, BytesIO(content)).status_code == 200
    assert there(application) == before


def test_only_a_director_brings_one(application, as_):
    before = there(application)

    assert bring(as_("yi"), GOOD).status_code == 403
    assert there(application) == before
