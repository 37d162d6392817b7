"""The box at the kiosk and on the phone: touched or typed, a code, an answer, nothing lost."""

import re
from html import unescape

import pytest
from sqlalchemy.orm import joinedload

from hall.opinions.cases import answer
from hall.opinions.model import Case, Opinion
from hall.people.queries import staff_by_account

FRAGMENT = {"X-Fragment": "yes"}
SAID = {"kind": "complaint", "phrases": ["manner", "charged"], "window": "2", "day": "today"}


def opinions(application):
    with application.hall.read() as snapshot:
        return snapshot.session.query(Opinion).options(joinedload(Opinion.window)).all()


def answer_it(application, words="已经谈话，谢谢您。"):
    with application.hall.work("staff:1") as work:
        case = work.session.query(Case).one()
        answer(work, case, words, by=staff_by_account(work.session, "jia"))


def until_printed(client, link):
    for _ in range(1000):
        if "已打印" in client.get(f"{link}/paper").text:
            return
    raise AssertionError("no paper came out")


def test_from_touch_to_touch_to_the_slip_and_the_answer(client, application, tray):
    page = client.get("/kiosk/opinion").text
    for onward in ("say?kind=complaint", "say?kind=complaint&phrases=manner", "about", "telephone"):
        address = next(
            each for each in re.findall('href="([^"]+)"', unescape(page)) if onward in each
        )
        page = client.get(address, headers=FRAGMENT).text
    page = client.get("/kiosk/opinion/telephone", query_string=SAID, headers=FRAGMENT).text
    form = dict(re.findall(r'type="hidden" name="(kind|window|day|key)" value="([^"]*)"', page))

    left = client.post("/kiosk/opinion", data={**form, "phrases": ["manner"], "telephone": ""})

    assert client.get(left.location).text.count("以前答复") == 1
    until_printed(client, left.location)
    kept = opinions(application)[0]
    code = f"{kept.code[:4]} {kept.code[4:]}"
    paper = str(tray.slips[0].body)
    assert code in paper
    assert "态度不好（2 号窗口）" in paper
    answer_it(application)
    found = client.post("/kiosk/opinion/answer", data={"code": code})
    assert found.location == left.location
    assert "已经谈话，谢谢您。" in client.get(found.location).text


def test_twice_is_once_and_one_paper(client, application, tray):
    for _ in range(2):
        left = client.post("/kiosk/opinion", data={**SAID, "key": "kiosk-opinion-7"})
    until_printed(client, left.location)

    assert len(opinions(application)) == 1
    assert len(tray.slips) == 1


def test_a_wrong_telephone_number_loses_nothing(client, application):
    refused = client.post(
        "/kiosk/opinion", data={**SAID, "telephone": "12", "key": "k-1"}, headers=FRAGMENT
    )

    assert refused.status_code == 409
    assert "电话号码请只填数字" in refused.text
    assert 'value="12"' in refused.text
    assert 'value="k-1"' in refused.text
    assert refused.text.count('name="phrases"') == 2
    assert opinions(application) == []


def test_the_telephone_number_is_on_no_page_and_on_no_paper(client, application, tray):
    left = client.post("/kiosk/opinion", data={**SAID, "telephone": "13800000000"})
    until_printed(client, left.location)

    assert opinions(application)[0].telephone == "13800000000"
    link = left.location.rpartition("/")[2]
    answer_it(application)
    for path in (left.location, f"/o/{link}"):
        assert "13800000000" not in client.get(path).text
    assert "13800000000" not in repr(tray.slips)


def test_guessing_codes_is_closed_at_the_kiosk(client):
    for _ in range(5):
        assert client.post("/kiosk/opinion/answer", data={"code": "1"}).status_code == 409

    assert "连续输错了几次" in client.post("/kiosk/opinion/answer", data={"code": "1"}).text
    telephone = {"REMOTE_ADDR": "192.0.2.7"}
    elsewhere = client.post("/opinion/answer", data={"code": "1"}, environ_base=telephone)
    assert "没有找到" in elsewhere.text


@pytest.mark.parametrize(
    "query", ["", "?kind=praise", "?kind=complaint&phrases=seats", "?kind=suggestion&phrases=x"]
)
def test_addresses_of_nobodys_page_are_refused(client, query):
    for page in ("say", "about", "telephone"):
        assert client.get(f"/kiosk/opinion/{page}{query}").status_code == 422


def test_on_the_phone_it_is_typed_and_what_is_wrong_loses_no_word(client, application):
    words = "等了一个小时，<b>没有人</b>管"
    typed = {"kind": "complaint", "words": words, "window": "1", "day": "2025-03-03"}
    refused = client.post("/opinion", data={**typed, "telephone": "no"})
    assert refused.status_code == 409
    assert "&lt;b&gt;没有人&lt;/b&gt;" in refused.text

    left = client.post("/opinion", data={**typed, "telephone": "13800000000"})
    assert re.search(r"\d{4} \d{4}", client.get(left.location).text)
    kept = opinions(application)[0]
    assert (kept.words, kept.window.name, str(kept.happened_on)) == (words, "1", "2025-03-03")
    assert kept.paper_id is None
    answer_it(application)
    assert client.post("/opinion/answer", data={"code": kept.code}).location == left.location
    seen = client.get(left.location).text
    assert "已经谈话" in seen
    assert "没有人" not in seen  # who sees the code does not read what was written
    assert client.get("/o/none").status_code == 404


def test_nothing_typed_is_asked_for_again(client):
    assert "请至少点一句话" in client.post("/opinion", data={"kind": "complaint"}).text
    assert "请选择是投诉还是建议" in client.post("/opinion", data={"words": "x"}).text
