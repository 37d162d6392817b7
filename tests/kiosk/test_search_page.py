"""What the search page offers, found or not."""

import re

import pytest

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

    assert "临时救助" in page
    assert "没有找到" not in page
    assert "请人帮我" not in page


def test_english_names_of_the_catalogue_are_found(client):
    assert "古村（屋）修缮" in results(client, "historic village")
    assert "户籍管理" in results(client, "Household")


def test_the_page_itself_finds_in_the_same_way(client):
    assert "临时救助" in client.get("/kiosk/search/?q=没钱看病", headers=FRAGMENT).text


@pytest.mark.parametrize(
    "typed",
    ["a", "户" * 500, "x" * 500, "😀户口", "lü", "nǚ", '"户口"', "“户口”", "'; --", "<b>户口</b>",
     "ˉˊˇˋ", "1234", "hù kǒu", "\u0301\u0301", "\u202e口户", "  户 口  ", "%", "_"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_whatever_is_typed_something_can_be_touched(client, typed, language):
    client.set_cookie("comfort", f"3.plain.low.{language}", path="/kiosk")
    page = results(client, typed)
    whole = client.get("/kiosk/search/", query_string={"q": typed}, headers=FRAGMENT)

    assert 'class="row"' in page or "?help=yes" in page or "<form" in page
    assert "<b>户口" not in page + whole.text
    assert whole.status_code == 200


# Characters for the letters.


def choices(page):
    return dict(re.findall(r'data-choose="([^"]*)" href="([^"]*)"', page))


def test_letters_become_characters_by_touching_them_without_scripts_too(client):
    offered = choices(client.get("/kiosk/search/?q=meiqian").text)

    assert "没钱看病" in "".join(offered) or "data-more" in results(client, "meiqian")
    page = client.get(choices(client.get("/kiosk/search/?q=mqkb").text)["没钱看病"]).text
    assert 'value="没钱看病"' in page
    assert "临时救助" in page
    assert choices(page) == {}


def test_more_choices_come_row_by_row(client):
    first = results(client, "shen")
    more = re.search(r'data-more="(\d+)"', first)[1]
    second = client.post("/kiosk/search/results", data={"q": "shen", "more": more}).text

    assert choices(first)
    assert choices(second)
    assert not choices(first).keys() & choices(second).keys()


def test_larger_letters_have_fewer_choices_in_a_row(client):
    usual = choices(client.get("/kiosk/search/?q=shen").text)
    client.set_cookie("comfort", "3.plain.whole.zh", path="/kiosk")

    assert 0 < len(choices(client.get("/kiosk/search/?q=shen").text)) < len(usual)


def test_whoever_reads_english_chooses_no_characters(client):
    client.set_cookie("comfort", "1.plain.whole.en", path="/kiosk")

    assert choices(client.get("/kiosk/search/?q=shen").text) == {}


def test_a_row_that_nobody_has_is_the_first_one(client):
    for more in ("-3", "x", "9" * 40, ""):
        answer = client.post("/kiosk/search/results", data={"q": "shen", "more": more})
        assert answer.status_code == 200
        assert choices(answer.text)
