"""What the search page offers, found or not."""

import re

FRAGMENT = {"X-Fragment": "main"}


def results(client, typed, **headers):
    return client.post("/kiosk/search/results", data={"q": typed}, headers=headers).text


def test_nothing_found_is_no_dead_end(client):
    page = results(client, "想办护照")

    assert 'data-count="0"' in page
    assert page.count('class="row"') == 3
    assert "请人帮我" in page
    assert "综合值班窗口：6 号窗口" in page


def test_who_asks_for_help_there_has_a_number_that_says_so(client, application):
    page = results(client, "想办护照")
    form = page[page.index("<form") : page.index("</form>")]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))

    shown = client.post("/kiosk/tickets", data=fields, follow_redirects=True).text

    assert re.search(r"F\d{3}", shown)
    assert fields["help"] == "yes"


def test_what_is_found_offers_no_way_out(client):
    page = results(client, "没钱看病")

    assert "民政救助" in page
    assert "没有找到" not in page
    assert "请人帮我" not in page


def test_english_names_of_the_catalogue_are_found(client):
    assert "古村（屋）修缮" in results(client, "historic village")
    assert "户籍管理" in results(client, "Household")


def test_the_page_itself_finds_in_the_same_way(client):
    assert "民政救助" in client.get("/kiosk/search/?q=没钱看病", headers=FRAGMENT).text
