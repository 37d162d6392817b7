"""A page of another site sends a director's browser to every address of ours: nothing changes."""

import re
import sqlite3
from contextlib import closing

import pytest

from web.same_origin import STAFF_BROWSER

#: What Chromium says over TLS and on this computer; over plain HTTP, where the page came from.
FROM_ELSEWHERE = ({"Sec-Fetch-Site": "cross-site"}, {"Referer": "http://other.example/"})
NUMBERS = {"number": "2025", "month": "2025-03"}
PART = re.compile(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>")


def addresses(application, values):
    """Every address that answers GET, each part of it filled with something that is there."""
    items = application.app.test_client().get("/kiosk/items/apply").text
    item = items.partition('href="/kiosk/item/')[2].partition('"')[0]
    for rule in application.app.url_map.iter_rules():
        own = {**NUMBERS, **values} | ({"code": item} if "/item/" in rule.rule else {})
        choice = re.sub(r"<any\(([^,)]+)[^>]*>", r"\1", rule.rule)
        if "GET" in (rule.methods or ()):
            yield PART.sub(lambda part, own=own: str(own.get(part[1], "1")), choice)
    yield from ("/kiosk?lock=1", "/iclock/getrequest?SN=XYZ1", "/iclock/cdata?SN=XYZ1")


def kept(config):
    with closing(sqlite3.connect(config.folder / "hall.sqlite3")) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=["said", "referred"])
def test_reading_for_another_site_changes_nothing(application, config, as_, values, headers):
    director = as_("jia")
    paths = list(addresses(application, values))
    before, setting_cookies = set(kept(config)), []

    for path in paths:
        answer = director.get(path, headers=headers)
        if answer.headers.getlist("Set-Cookie"):
            setting_cookies.append(path)
        answer.close()

    assert len(paths) > 130
    assert setting_cookies == []
    assert [line for line in kept(config) if line not in before] == []
    assert director.get("/office").status_code == 200


def test_nobodys_browser_is_locked_by_a_link(client, as_):
    for headers in FROM_ELSEWHERE:
        assert client.get("/kiosk?lock=1", headers=headers).location == "/kiosk"
        assert client.get("/").status_code == 200

    staff = as_("bing")
    asked = staff.get("/kiosk?lock=1")
    staff.post("/sign-out")
    asked_again = staff.get("/kiosk?lock=1")  # signed out, it is still the browser of staff

    for page in (asked, asked_again):
        assert (page.status_code, "锁定这台电脑" in page.text) == (200, True)
    assert staff.get("/sign-in").status_code == 200
    assert staff.get_cookie(STAFF_BROWSER)
    there = {"Origin": "http://other.example"}
    assert staff.post("/kiosk/lock", headers=there).status_code == 403
    assert staff.post("/kiosk/lock").location == "/kiosk"
    assert staff.get("/sign-in").location == "/kiosk"


def test_whoever_follows_a_link_from_elsewhere_goes_on_by_a_press(as_):
    director = as_("jia")

    sent = director.get("/office", headers=FROM_ELSEWHERE[0])
    page = director.get(sent.location, headers=FROM_ELSEWHERE[0]).text

    assert "从别的网站" in page
    assert 'href="/office"' in page
    assert "从别的网站" not in director.get("/sign-in?next=/office").text
    assert director.get("/office").status_code == 200
