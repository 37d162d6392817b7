"""The catalogue in the office: managers only, nothing typed is lost, nothing half is public."""

import re

import pytest

from hall.catalogue.office_queries import every_item
from hall.catalogue.terms import ItemKind, ItemState, Unit
from hall.catalogue.usage_counts import count_miss, count_view

PAGES = (
    "/office/items/", "/office/items/new", "/office/items/1", "/office/items/1/versions",
    "/office/items/import", "/office/items/counts/", "/office/items/export.csv",
    "/office/items/export.xlsx",
)  # fmt: skip
POSTS = (
    "/office/items/new", "/office/items/1", "/office/items/1/publish", "/office/items/1/withdraw",
    "/office/items/import", "/office/items/import/x/confirm", "/office/items/import/x/columns",
    "/office/items/counts/keep",
)  # fmt: skip
FORM = {
    "code": "X-1", "name": "演示事项", "module": "apply", "legal_basis": "法", "conditions": "无",
    "materials": "无", "procedure": "受理、审查、决定", "time_limit": "无", "fees": "无",
    "complaints": "12345",
}  # fmt: skip


def sign_in(client, account):
    client.post("/sign-in", data={"account": account, "password": f"yanshi-{account}"})
    return client


@pytest.fixture
def manager(client):
    return sign_in(client, "jia")


@pytest.fixture
def item(application):
    def find(code="X-1"):
        with application.hall.read() as snapshot:
            found = every_item(snapshot.session, [code])
            return found[0] if found else None

    return find


@pytest.mark.parametrize("path", PAGES)
def test_only_managers_see_the_pages(client, path):
    assert client.get(path).status_code == 302  # to the sign-in
    assert sign_in(client, "bing").get(path).status_code == 403
    assert sign_in(client, "jia").get(path).status_code == 200


@pytest.mark.parametrize("path", POSTS)
def test_only_managers_change_anything(client, path, facts):
    before = len(facts())

    assert client.post(path, data=FORM).status_code == 302
    assert len(facts()) == before
    assert sign_in(client, "bing").post(path, data=FORM).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/office/items/99", "/office/items/9999999999999999999999", "/office/items/import/none",
     "/office/items/99/versions", "/office/items/export.pdf"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(manager, path):
    assert manager.get(path).status_code == 404


# The list.


def test_the_list_tells_state_and_what_is_missing(manager):
    manager.post("/office/items/new", data={"code": "X-1", "name": "没写完", "step-1-name": "受理"})

    row = re.search(r"没写完.*?</tr>", manager.get("/office/items/").text, re.DOTALL)[0]
    assert "草稿" in row
    assert "缺：法律依据、申请条件、申报材料、办理时限、收费依据及标准、投诉渠道及电话" in row
    assert "环节未全进" in row


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 21), ("?only=published", 21), ("?only=draft", 0), ("?only=apply", 14), ("?only=x", 21),
     ("?q=YS-B-04", 1), ("?q=%25", 0), ("?q=户籍&only=apply", 1), ("?page=2", 21), ("?page=x", 21),
     ("?page=-1", 21), ("?only=unbound", 0)],
)  # fmt: skip
def test_the_list_can_be_narrowed(manager, query, count):
    page = manager.get(f"/office/items/{query}").text

    assert f"共 {count} 项" in page
    assert "没有符合的事项" in page or count


# The editor.


def test_a_new_item_is_a_draft_until_it_is_published(manager, item):
    answer = manager.post("/office/items/new", data=FORM)

    assert answer.status_code == 303
    assert item().state is ItemState.DRAFT
    assert manager.get("/kiosk/item/X-1").status_code == 404

    manager.post(f"/office/items/{item().id}/publish")
    assert manager.get("/kiosk/item/X-1").status_code == 200

    manager.post(f"/office/items/{item().id}/withdraw")
    assert manager.get("/kiosk/item/X-1").status_code == 404


def test_everything_that_is_typed_is_kept(manager, item):
    more = {
        "kind": "promised", "service": "B", "field": "户籍、社保", "aliases": "甲，乙；甲",
        "life_events": ["birth", "nonsense", "moving"], "is_fee": "yes", "fee_basis": "某文件",
        "legal_value": "20", "legal_unit": "working_day", "promised_value": "7",
        "promised_unit": "on_the_spot", "material-1-name": "身份证", "material-1-originals": "1",
        "material-1-copies": "2", "material-1-required": "no", "material-1-condition": "代办",
        "material-2-name": "", "material-2-originals": "3", "material-7-name": "照片",
        "step-1-name": "受理", "step-1-window": "1", "step-1-days": "2", "step-2-name": "送达",
        "consultation": "0734-0000000",
    }  # fmt: skip
    manager.post("/office/items/new", data={**FORM, "materials": "", **more})

    kept = item()
    assert (kept.kind, kept.service.prefix, kept.is_fee) == (ItemKind.PROMISED, "B", True)
    assert (kept.field, kept.aliases) == ("户籍、社保", ["甲", "乙"])
    assert kept.life_events == ["birth", "moving"]
    assert (kept.legal_value, kept.legal_unit) == (20, Unit.WORKING_DAY)
    assert (kept.promised_value, kept.promised_unit) == (None, Unit.ON_THE_SPOT)
    assert [(row.name, row.originals, row.copies) for row in kept.material_rows] == [
        ("身份证", 1, 2), ("照片", 0, 0),
    ]  # fmt: skip
    assert [(step.name, step.window and step.window.name, step.days) for step in kept.steps] == [
        ("受理", "1", 2), ("送达", None, None),
    ]  # fmt: skip


def test_saving_what_the_page_shows_changes_nothing(manager, item, facts):
    for code in ("YS-B-01", "YS-B-05", "YS-C-03"):
        before = item(code)
        page = manager.get(f"/office/items/{before.id}").text
        manager.post(f"/office/items/{before.id}", data=as_a_browser_sends(page))

        after = item(code)
        assert after.disclosures == before.disclosures
        assert (after.aliases, after.field) == (before.aliases, before.field)
        assert "（1 版）" in manager.get(f"/office/items/{before.id}").text


def as_a_browser_sends(page):
    """What the editor's form would send as it stands."""
    form = page.partition('<form class="editor"')[2].partition("</form>")[0]
    sent: dict[str, list[str]] = {}
    for name, text in re.findall(
        r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        sent[name] = [text]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag)[1], re.search(r'value="([^"]*)"', tag)[1]
        if "checkbox" not in tag or " checked" in tag:
            sent.setdefault(name, []).append(value)
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = [(chosen or re.search(r'<option value="([^"]*)"', options))[1]]
    return sent


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": ""}, "编码是空的"), ({"code": "a/b"}, "不能用的字符"),
        ({"code": "YS-B-01"}, "已经有别的事项在用"), ({"name": " "}, "名称是空的"),
        ({"name": "长" * 201}, "超过 200 个字"), ({"legal_value": "二十"}, "应该是数字"),
        ({"legal_value": "99999"}, "应该是数字"),
        ({"step-1-name": "x", "step-1-days": "-1"}, "数字"),
        ({"conditions": "坏\ufffd字"}, "无法辨认"), ({"fees": "长" * 20_001}, "20000"),
        ({"then": "publish", "fees": ""}, "还缺收费依据及标准"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_comes_back_with_the_reason(manager, item, wrong, said):
    answer = manager.post("/office/items/new", data={**FORM, "aliases": "我打的字", **wrong})

    assert answer.status_code == 422
    assert said in answer.text
    assert "我打的字" in answer.text
    assert item() is None


def test_rows_that_a_refused_form_came_with_are_all_there_again(manager):
    rows = {"material-30-name": "第三十种", "step-9-name": "第九步", "step-9-days": "三"}

    page = manager.post("/office/items/1", data={**FORM, **rows}).text

    assert 'value="第三十种"' in page
    assert 'value="第九步"' in page
    assert page.index('name="step-9-days"') < page.index("应该是数字")


def test_a_public_item_is_not_saved_incomplete(manager, item):
    manager.post("/office/items/new", data={**FORM, "then": "publish"})
    answer = manager.post(f"/office/items/{item().id}", data={**FORM, "complaints": ""})

    assert answer.status_code == 422
    assert "还缺投诉渠道及电话" in answer.text
    assert item().complaints == "12345"


def test_the_code_of_an_item_stays(manager, item):
    manager.post("/office/items/new", data=FORM)
    manager.post(f"/office/items/{item().id}", data={**FORM, "code": "Y-9", "name": "改名"})

    assert item().name == "改名"


def test_thirty_materials_with_notes_fit_through_the_form(manager, item):
    rows = {f"material-{n}-name": f"材料{n}" for n in range(1, 31)}
    notes = {f"material-{n}-note": "说" * 900 for n in range(1, 31)}

    answer = manager.post("/office/items/new", data={**FORM, "materials": "", **rows, **notes})

    assert answer.status_code == 303
    assert len(item().material_rows) == 30


def test_doubts_are_told_on_the_page(manager, item):
    manager.post("/office/items/new", data={**FORM, "procedure": "受理", "step-1-name": "受理"})

    page = manager.get(f"/office/items/{item().id}").text
    assert "没有写到：审查、决定" in page
    assert "环节未全进：受理没有对应的窗口" in page


def test_what_was_typed_is_never_markup(manager, item):
    manager.post("/office/items/new", data={**FORM, "name": "<script>1</script>\"'"})

    for path in ("/office/items/", f"/office/items/{item().id}"):
        assert "<script>1" not in manager.get(path).text


# Versions.


def test_the_guide_of_a_day_can_be_seen_again(manager, item, clock):
    manager.post("/office/items/new", data={**FORM, "fees": "三元", "then": "publish"})
    path = f"/office/items/{item().id}"
    clock.advance(days=2)
    manager.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})
    manager.post(path, data={**FORM, "fees": "五元"})

    def on(day):
        return manager.get(f"{path}/versions?day={day}").text

    assert "三元" in on("2025-03-03")
    assert "五元" not in on("2025-03-04")
    assert "五元" in on("2025-03-05")
    assert "没有公开这个事项" in on("2025-03-02")
    assert manager.get(f"{path}/versions?day=x").status_code == 200


# Counting.


def test_the_counts_are_shown_and_their_schedule_is_set(manager, application):
    with application.hall.work("kiosk") as work:
        count_view(work, 1, found_by_search=True)
        count_miss(work, "<b>打麻将</b>")

    page = manager.get("/office/items/counts/?days=7").text
    assert "社保医保办卡补卡" in page
    assert "&lt;b&gt;打麻将" in page
    assert manager.get("/office/items/counts/?days=x").status_code == 200

    for days, status in (("0", 422), ("366", 422), ("x", 422), ("30", 303)):
        assert manager.post("/office/items/counts/keep", data={"days": days}).status_code == status
    assert 'value="30"' in manager.get("/office/items/counts/").text


def test_empty_pages_say_so(manager):
    page = manager.get("/office/items/counts/").text

    assert "没有人看过事项" in page
