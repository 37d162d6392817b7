"""How one visitor wants the pages: believed only as far as a page of ours could have said it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.comfort import CHOICES, COOKIE, Comfort

EVERY = [dict(zip(CHOICES, each, strict=True)) for each in product(*CHOICES.values())]


@given(
    st.text() | st.lists(st.sampled_from(["1", "3", "high", "low", "en", "x", ""])).map(".".join)
)
def test_whatever_stands_in_the_cookie_only_known_choices_come_out(cookie):
    chosen = Comfort.of(cookie)

    assert all(getattr(chosen, name) in may for name, may in CHOICES.items())


@pytest.mark.parametrize("said", EVERY, ids=lambda said: ".".join(said.values()))
def test_every_choice_comes_back_from_its_cookie(said):
    chosen = Comfort().but(said)

    assert Comfort.of(chosen.cookie) == chosen


@pytest.mark.parametrize("name", CHOICES)
def test_touching_a_button_as_often_as_it_has_choices_leads_back(name):
    chosen = Comfort()
    for _ in CHOICES[name]:
        chosen = chosen.but({name: chosen.after(name)})

    assert chosen == Comfort()


def test_what_is_chosen_stands_on_the_page_until_the_visit_ends(client):
    client.post("/kiosk/comfort", data={"size": "3", "contrast": "high"})
    client.post("/kiosk/comfort", data={"reach": "low", "language": "en"})
    html = client.get("/kiosk").text
    for said in ('lang="en"', 'data-size="3"', 'data-contrast="high"', 'data-reach="low"'):
        assert said in html

    client.post("/kiosk/leave")

    assert client.get_cookie(COOKIE, path="/kiosk") is None
    assert 'lang="zh-CN" data-size="1" data-contrast="plain"' in client.get("/kiosk").text


def test_choosing_the_usual_again_leaves_no_cookie(client):
    client.post("/kiosk/comfort", data={"size": "2"})
    client.post("/kiosk/comfort", data={"size": "1"})

    assert client.get_cookie(COOKIE, path="/kiosk") is None


def test_the_cookie_ends_with_the_browser_and_no_script_reads_it(client):
    (cookie,) = client.post("/kiosk/comfort", data={"size": "2"}).headers.getlist("Set-Cookie")

    assert "HttpOnly" in cookie
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example/",
        "/office",
        "/kiosk/../office",
        "/kiosk/%2e%2e/office",
        "https://evil.example/kiosk/",
        "/kioskx",
        "/kiosk/\nx",
        "",
    ],
)
def test_it_leads_back_into_the_kiosk_only(client, back):
    assert client.post("/kiosk/comfort", data={"back": back}).location == "/kiosk"


def test_it_leads_back_to_where_the_visitor_was(client):
    back = "/kiosk/item/YS-B-02?by=search"

    assert client.post("/kiosk/comfort", data={"back": back}).location == back


def test_the_panel_of_this_building_stands_in_the_style_sheet(client):
    address = client.get("/kiosk").text.partition('rel="stylesheet" href="')[2].partition('"')[0]

    assert ":root { --long-side: 476; --bottom-edge: 900; }" in client.get(address).text
