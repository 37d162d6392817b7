"""Importing in the office: look first, then confirm; and only there may so much be sent."""

import io
import re

import pytest

from hall.catalogue.office_queries import every_item
from hall.settings import change_setting
from tests.hall.catalogue.files import csv_file, one_row, xlsx_file
from tests.waiting import wait_until


@pytest.fixture
def alone(application):
    """A hall with one manager, who publishes what he brought."""
    with application.hall.work("staff:1") as work:
        change_setting(work, "four_eyes", "no")


@pytest.fixture
def codes(application):
    def found():
        with application.hall.read() as snapshot:
            return {item.code for item in every_item(snapshot.session)}

    return found


def bring(client, content, name="事项.csv"):
    """The address of the preview."""
    answer = client.post("/office/items/import", data={"file": (io.BytesIO(content), name)})
    assert answer.status_code == 303, answer.text
    return answer.location


def settled(client, path):
    """The page once its thread has done its part."""

    def page_without_refresh():
        page = client.get(path).text
        return page if "http-equiv" not in page else None

    return wait_until(page_without_refresh)


@pytest.mark.usefixtures("alone")
def test_a_file_is_looked_at_confirmed_and_taken_in(manager, codes, facts):
    path = bring(manager, xlsx_file(*one_row()))
    before = len(facts())

    page = settled(manager, path)
    assert "新增 1 项" in page
    assert "确认导入" in page
    assert ("X-1" in codes(), len(facts())) == (False, before)

    assert manager.post(f"{path}/confirm").status_code == 303
    assert "已导入" in settled(manager, path)
    assert "X-1" in codes()
    assert facts()[-1].kind == "CatalogueImported"


@pytest.mark.usefixtures("alone")
def test_a_file_is_confirmed_once(manager, facts):
    path = bring(manager, csv_file(*one_row()))
    settled(manager, path)

    manager.post(f"{path}/confirm")
    settled(manager, path)

    assert manager.post(f"{path}/confirm").status_code == 409
    assert manager.post(f"{path}/columns").status_code == 409
    assert [fact.kind for fact in facts()].count("CatalogueImported") == 1


def test_a_file_with_problems_cannot_be_confirmed(manager, codes):
    path = bring(manager, csv_file(*one_row(事项编码="5.1E+11")))

    page = settled(manager, path)
    assert "第 2 行：编码“5.1E+11”被表格软件改成了科学计数法" in page
    assert "确认导入" not in page
    assert manager.post(f"{path}/confirm").status_code == 409
    assert len(codes()) == 21


def test_columns_can_be_named_again(manager, codes):
    path = bring(manager, csv_file(("甲", "乙"), ("X-1", "演示")))
    assert "请在上面指明" in settled(manager, path).replace("下面", "上面")

    manager.post(f"{path}/columns", data={"column-0": "code", "column-1": "name", "column-9": "x"})
    page = settled(manager, path)
    assert "新增 1 项" in page
    assert re.search(r'value="code" selected', page)

    manager.post(f"{path}/confirm")
    settled(manager, path)
    assert "X-1" in codes()


def test_new_items_stay_drafts_when_that_is_wanted(manager, application):
    path = bring(manager, csv_file(*one_row()))
    keys = re.findall(r'name="(column-\d+)".*?value="(\w+)" selected', settled(manager, path), re.S)

    manager.post(f"{path}/columns", data=dict(keys))  # without "publish"
    settled(manager, path)
    manager.post(f"{path}/confirm")
    settled(manager, path)

    assert manager.get("/kiosk/item/X-1").status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "没有内容"), (b"%PDF-1", "不是表格"), (b"\xd0\xcf\x11\xe0", "旧版 Excel")],
)
def test_what_is_no_spreadsheet_says_why(manager, content, said):
    assert said in settled(manager, bring(manager, content))


def test_no_file_is_a_sentence(manager):
    assert "请先选择" in manager.post("/office/items/import", data={}).text


def test_only_this_page_takes_large_files(manager):
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    large = part + bytes(21 * 1024 * 1024) + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"

    assert manager.post("/office/items/import", data=large, content_type=kind).status_code == 413
    assert manager.post("/office/settings", data={"x": "y" * 70_000}).status_code == 413


def test_previews_are_kept_for_a_few_files_only(manager):
    paths = [bring(manager, csv_file(*one_row())) for _ in range(7)]

    assert manager.get(paths[0]).status_code == 404
    assert manager.get(paths[-1]).status_code == 200


def test_what_is_exported_can_be_imported_without_a_change(manager):
    for kind in ("csv", "xlsx"):
        content = manager.get(f"/office/items/export.{kind}")
        assert "attachment" in content.headers["Content-Disposition"]

        assert "没有变化 21 项" in settled(manager, bring(manager, content.data))


def test_what_a_file_would_publish_is_confirmed_by_a_second_person(as_, codes, application):
    jia, yi = as_("jia"), as_("yi")
    path = bring(jia, csv_file(*one_row()))

    assert "要由另一位主任或副主任来确认" in settled(jia, path)
    assert "确认导入" not in jia.get(path).text
    assert jia.post(f"{path}/confirm").status_code == 409
    assert "X-1" not in codes()

    assert "事项.csv" in yi.get("/office/items/import").text
    assert "确认导入" in yi.get(path).text
    assert yi.post(f"{path}/confirm").status_code == 303
    settled(yi, path)
    assert yi.get("/kiosk/item/X-1").status_code == 200
    assert "事项.csv" not in yi.get("/office/items/import").text


def test_a_draft_stays_one_although_the_file_calls_it_public(as_):
    jia = as_("jia")
    path = bring(jia, csv_file(*one_row(状态="公开")))
    keys = re.findall(r'name="(column-\d+)".*?value="(\w+)" selected', settled(jia, path), re.S)

    jia.post(f"{path}/columns", data=dict(keys))  # without "publish"
    assert "1 项先作草稿" in settled(jia, path)
    assert jia.post(f"{path}/confirm").status_code == 303
    settled(jia, path)

    assert jia.get("/kiosk/item/X-1").status_code == 404
