"""The telephone for complaints (举报电话, R18) stands on every page that a visitor can meet."""

from urllib.parse import quote

import pytest

from hall.slips.paper_kinds import KINDS
from tests.conftest import MORNING

TELEPHONE = "0734-0000000"
#: Where only staff and programs come, and what is no page.
NOT_PUBLIC = (
    "/account",
    "/office",
    "/help",
    "/counter",
    "/timeclock",
    "/sign-in",
    "/account",
    "/kiosk/staff",
    "/display/screen-worker.js",
    "/api/",
    "/iclock",
    "/assets",
    "/static",
)
#: What every public page understands, so that none is left out for want of a word.
QUERY = "?kind=complaint&phrases=manner&q=zm"


def is_public(rule):
    return "GET" in rule.methods and not rule.rule.startswith(NOT_PUBLIC)


def addresses(application, values):
    items = application.app.test_client().get("/kiosk/items/enquire").text
    item = items.partition('href="/kiosk/item/')[2].partition('"')[0]
    for rule in application.app.url_map.iter_rules():
        if is_public(rule):
            own = {**values, "code": item} if rule.endpoint == "kiosk.item" else values
            words = {name: quote(str(own.get(name, "1"))) for name in rule.arguments}
            path = rule.rule
            for part in path.split("<")[1:]:
                inside = part.partition(">")[0]
                path = path.replace(f"<{inside}>", words[inside.rpartition(":")[2]])
            yield path + QUERY


def test_every_public_page_says_where_to_complain(client, application, values):
    pages = {}
    for address in addresses(application, values):
        answer = client.get(address)
        leads_on = 300 <= answer.status_code < 400
        if answer.mimetype == "text/html" and "<html" in answer.text and not leads_on:
            pages[address] = answer.status_code, answer.text
        answer.close()
    shown = [address for address, (status, _) in pages.items() if status == 200]

    assert [address for address, (_, text) in pages.items() if TELEPHONE not in text] == []
    assert len(shown) > 20
    for one in ("/kiosk?", "/display?", "/t/", "/opinion?", "/o/", "/?"):
        assert any(address.startswith(one) for address in shown), one


def test_every_refusal_says_where_to_complain(client):
    for address in ("/kiosk/nothing", "/t/nothing", "/b/nothing", "/o/nothing", "/nothing"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert TELEPHONE in answer.text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"diary", "opening_check"}])
def test_every_paper_for_visitors_says_where_to_complain(kind):
    assert "投诉" in KINDS[kind].layout
    assert {"投诉电话", "投诉"} & KINDS[kind].words.keys()


def test_the_number_itself_says_where_to_complain(client, tray):
    client.post("/kiosk/tickets", data={"service": "A"})
    for _ in range(1000):
        if tray.slips:
            break
        client.get("/kiosk")

    small_print = [each.text for each in tray.slips[0].below]
    assert f"投诉电话 {TELEPHONE}" in small_print
    assert any(text.startswith(f"取号时间 {MORNING:%Y-%m-%d}") for text in small_print)
