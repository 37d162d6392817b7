"""Guides at the kiosk: any of them in three touches, on paper, on a telephone; nobody is noted."""

import re
from html import unescape

import pytest

from hall.catalogue import usage_report
from hall.catalogue.actions import fill, withdraw
from hall.catalogue.model import Item
from hall.catalogue.queries import item_by_code
from hall.catalogue.terms import FIELDS, ItemState, Module
from hall.events import HallFurnished, ItemChanged
from hall.machines import Fault, MachineUnavailable, Sheet
from tests.kiosk.test_pieces import read

FRAGMENT = {"X-Fragment": "yes"}
MANY = 240
CHARACTERS = "阿波车低额房改户几开老民农欧配群入社土危乡医证"
LONG = "对在乡村建设工作中作出显著成绩的单位和个人的奖励以及相关证书补发换发"


def main_of(client, path):
    answer = client.get(path, headers=FRAGMENT)
    assert answer.status_code == 200, path
    return answer.text


def touchable(client, path):
    return {unescape(each) for each in re.findall(r'href="([^"]+)"', main_of(client, path))}


def lists_from(paths):
    return {path for path in paths if path.startswith(("/kiosk/items/", "/kiosk/life/"))}


def guides_in(paths):
    return {path.partition("?")[0] for path in paths if path.startswith("/kiosk/item/")}


def reached_within_three_touches(client):
    """Walks as a finger does: a list, one of its pages or fields, a guide."""
    first = lists_from(touchable(client, "/kiosk"))
    second = {path: touchable(client, path) for path in first}
    further = lists_from(set().union(*second.values())) - first
    third = set().union(*(touchable(client, path) for path in further)) if further else set()
    return guides_in(set().union(*second.values()) | third)


def full_of(application, count=MANY):
    """So many items more in one module, some with very long names, some with no field at all."""
    with application.hall.work("staff:1") as work:
        for number in range(count):
            name = f"{CHARACTERS[number % len(CHARACTERS)]}{number}号事项"
            item = Item(
                code=f"MANY-{number}", name=name + LONG * (number % 7 == 0), module=Module.APPLY,
                state=ItemState.PUBLISHED, position=100 + number,
            )  # fmt: skip
            field = FIELDS[number % 9] if number % 5 else ""
            work.session.add(fill(item, {"field": field, "legal_basis": "无"}))
        work.record(HallFurnished(source="test"))


def every_guide(application):
    with application.hall.read() as snapshot:
        rows = snapshot.session.query(Item).where(Item.state == ItemState.PUBLISHED)
        return {f"/kiosk/item/{item.code}" for item in rows}


def test_any_guide_of_the_demonstration_is_three_touches_away(client, application):
    assert reached_within_three_touches(client) == every_guide(application)


def test_any_of_two_hundred_guides_in_one_module_is_three_touches_away(client, application):
    full_of(application)

    assert reached_within_three_touches(client) == every_guide(application)
    assert len(guides_in(touchable(client, "/kiosk/items/apply?page=2"))) == 12


def test_a_long_module_offers_its_fields_and_each_shows_its_own(client, application):
    full_of(application)
    page = main_of(client, "/kiosk/items/apply")

    assert "就业与社会保障" in page
    assert "其他" in page
    assert guides_in(touchable(client, "/kiosk/items/apply")) == set()
    others = main_of(client, "/kiosk/items/apply?field=其他")
    assert "生育证办理" not in main_of(client, "/kiosk/items/apply?field=户籍管理")
    assert "阿0号事项" in others


def test_every_field_of_the_plan_has_its_guide_in_three_touches(client, application):
    """R5."""
    guides = reached_within_three_touches(client)
    with application.hall.read() as snapshot:
        told = {
            field
            for path in guides
            for field in item_by_code(snapshot.session, path.rpartition("/")[2]).field.split("、")
        }

    assert set(FIELDS) <= told


@pytest.mark.parametrize(
    "path", ["items/none", "items/apply?field=none", "life/none", "item/none/carry",
             "item/YS-B-01/carry?piece=0", "item/YS-B-01/carry?piece=99", "cards/1", "cards/0"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(f"/kiosk/{path}").status_code == 404


def test_a_life_event_without_a_guide_is_no_tile_and_its_page_says_so(client, application):
    assert "/kiosk/life/farming" in touchable(client, "/kiosk")
    with application.hall.work("staff:1") as work:
        withdraw(work, item_by_code(work.session, "YS-C-01"))

    assert "/kiosk/life/farming" not in touchable(client, "/kiosk")
    assert "目前没有内容" in main_of(client, "/kiosk/life/farming")


def test_an_empty_module_says_so(client, application):
    with application.hall.work("staff:1") as work:
        for item in work.session.query(Item).where(Item.module == Module.ENQUIRE):
            withdraw(work, item)

    assert "目前没有内容" in main_of(client, "/kiosk/items/enquire")


def test_a_guide_leads_back_to_where_it_was_found(client):
    assert "/kiosk/life/house" in touchable(client, "/kiosk/item/YS-B-04?by=house")
    assert "/kiosk/search/" in touchable(client, "/kiosk/item/YS-B-04?by=search")
    assert "/kiosk/items/apply" in touchable(client, "/kiosk/item/YS-B-04?by=//evil")


# Finding by number.


def test_the_number_on_the_card_finds_its_guide_first(client, application):
    full_of(application)
    with application.hall.read() as snapshot:
        number = item_by_code(snapshot.session, "MANY-33").id

    found = client.get(f"/kiosk/search/results?q={number}").text

    assert re.findall(r'href="/kiosk/item/([^?"]+)', found)[0] == "MANY-33"
    assert f"指南号 {number}" in found
    assert f"指南号 <b>{number}</b>" in main_of(client, "/kiosk/item/MANY-33")


def test_the_countys_own_long_code_finds_it_too(client, application):
    with application.hall.work("staff:1") as work:
        item_by_code(work.session, "YS-B-05").implementing_code = "512B0053300007-511602000000"
        work.record(ItemChanged(item="YS-B-05"))

    assert "不动产登记" in client.get("/kiosk/search/results?q=512B005330").text


def test_where_nothing_is_found_what_is_near_is_offered_and_it_still_counts_as_a_miss(client):
    found = client.get("/kiosk/search/results?q=bdxx").text

    assert 'data-count="0"' in found
    assert "没有找到“BDXX”" in found
    assert "不动产登记" in found
    assert "综合值班窗口" in client.get("/kiosk/search/results?q=vvvv").text


# The guide.


def test_a_guide_shows_its_materials_as_a_table_and_its_steps_at_their_windows(client):
    page = main_of(client, "/kiosk/item/YS-B-03-1")

    assert page.count("<tr>") == 5
    assert re.search(r'<td data-label="原件">\s*1 份</td>', page)
    assert "必须带" in page
    assert "父母已经结婚的，还要提供" in page
    assert page.index("申报材料") < page.index("法律依据")
    assert '<ol class="steps">' in page
    assert "2 号窗口" in page


def test_a_guide_that_asks_for_nothing_and_is_done_nowhere_is_a_page_too(client, application):
    full_of(application, 1)
    with application.hall.work("staff:1") as work:
        fill(item_by_code(work.session, "MANY-0"), {"materials": "无", "service": None})

    page = main_of(client, "/kiosk/item/MANY-0")

    assert "取号办理" not in page
    assert "<table" not in page


# On paper.


def wish_for_card(client, code="YS-B-03"):
    key = re.search(r'value="(card-\w+)"', main_of(client, f"/kiosk/item/{code}"))[1]
    return client.post(f"/kiosk/item/{code}/card", data={"key": key}, follow_redirects=True), key


def until_printed(application, client, path):
    for _ in range(100):
        news = client.get(path).text
        if "正在打印" not in news:
            return news
        with application.hall.read() as snapshot:
            seq = snapshot.seq
        application.hall.journal_after(seq, 0.1)
    raise AssertionError("not printed")


def test_a_card_comes_out_once_with_boxes_to_tick_in_large_letters(client, application, tray):
    answer, key = wish_for_card(client)
    path = answer.request.path

    assert "请取走" in until_printed(application, client, f"{path}/paper")
    again = client.post("/kiosk/item/YS-B-03/card", data={"key": key})
    assert again.location == path
    (sheet,) = tray.slips
    assert isinstance(sheet, Sheet)
    boxes = [each for each in sheet.body if each.ticked is False]
    assert [each.text.partition("：")[0] for each in boxes][:2] == [
        "居民户口簿",
        "申请人居民身份证",
    ]
    assert {each.size for each in boxes} == {"tall"}
    assert sheet.title == "户籍管理"
    assert sheet.link.endswith("/g/3")
    said = " ".join([*(each.text for each in sheet.body), sheet.footer])
    assert "到哪里办：2 号窗口" in said
    assert "指南号 3" in said
    assert "0734-0000000" in said


def test_without_paper_the_page_says_why_and_offers_the_telephone(client, tray):
    tray.fault = MachineUnavailable(Fault.PAPER_OUT)

    answer, _ = wish_for_card(client)

    assert answer.status_code == 200
    assert "/kiosk/item/YS-B-03/carry" in answer.text
    assert "号码" not in re.search(r"slip-status[^<]*<", answer.text)[0]


def test_nobody_presses_for_a_roll_of_paper(client, application):
    for turn in range(12):
        client.post(f"/kiosk/item/YS-B-0{turn % 6 + 1}/card", data={"key": f"k{turn}"})
        with application.hall.read() as snapshot:
            seq = snapshot.seq
        application.hall.journal_after(seq, 0.2)
    # Cards of the same item that were still on their way were one.
    answers = [
        client.post(f"/kiosk/item/YS-C-0{turn}/card", data={"key": f"c{turn}"})
        for turn in range(1, 7)
    ] + [
        client.post(f"/kiosk/item/YS-B-0{turn}/card", data={"key": f"b{turn}"})
        for turn in range(1, 7)
    ]

    assert 409 in {answer.status_code for answer in answers}
    assert "请过 1 分钟再打" in answers[-1].text


@pytest.mark.parametrize("key", ["", "x" * 65])
def test_a_card_without_a_key_is_refused(client, tray, key):
    assert client.post("/kiosk/item/YS-B-03/card", data={"key": key}).status_code == 422
    assert tray.slips == []


# On a telephone.


def codes_on(page):
    return [read(each) for each in re.findall(r'src="(data:image/png[^"]+)"', page)]


def test_the_codes_hold_the_guide_itself_and_its_address(client):
    first = main_of(client, "/kiosk/item/YS-B-03/carry")
    count = int(re.search(r"共 (\d+) 张", first)[1])
    pages = [main_of(client, f"/kiosk/item/YS-B-03/carry?piece={n + 1}") for n in range(count)]
    texts, addresses = zip(*map(codes_on, pages), strict=True)

    whole = "\n".join(each.partition("\n")[2] for each in texts)
    assert texts[0].startswith(f"《户籍管理》（第1张，共{count}张）")
    for part in ("要带的材料", "居民户口簿：原件1份", "2 号窗口", "法律依据", "收费依据及标准"):
        assert part in whole
    assert "0734-0000000" in whole
    assert len(set(addresses)) == 1
    phone = client.get(addresses[0].partition("//")[2].partition("/")[2].join(["/", ""]))
    assert phone.status_code == 200
    assert "户籍管理" in phone.text
    assert phone.text.count("<section") == 8


@pytest.mark.parametrize("number", ["0", "999", "9" * 30, "x", "-1"])
def test_a_number_of_no_guide_is_not_found(client, number):
    assert client.get(f"/g/{number}").status_code == 404


def test_what_is_withdrawn_is_on_no_telephone(client, application):
    with application.hall.work("staff:1") as work:
        withdraw(work, item_by_code(work.session, "YS-B-03"))

    assert client.get("/g/3").status_code == 404


def test_what_is_carried_away_is_counted_once_and_by_nobody(client, application):
    wish_for_card(client)
    for piece in (1, 2, 3):
        client.get(f"/kiosk/item/YS-B-03/carry?piece={piece}")

    with application.hall.read() as snapshot:
        ((item, use),) = usage_report.most_used(snapshot.session, snapshot.today)
    assert (item.code, tuple(use)) == ("YS-B-03", (1, 0, 1, 1))
