"""The manual: every page's ? opens what is said of it, and /help what is said of where one was."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from web.manual import FOLDER, manual_sections
from web.sentences.manual_names import MANUALS
from web.sentences.office_pages import PAGES


def anchors(name):
    return {part.anchor for part in manual_sections(name)[1:]}


def led_to(client, referrer):
    answer = client.get("/help", headers={"Referer": f"http://localhost{referrer}"})
    assert answer.status_code == 302
    return unquote(answer.location)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.endpoint)
def test_every_page_of_the_office_has_its_place_in_the_manual(page):
    assert page.title in anchors(page.area), f"add “## {page.title}” to docs/manual/{page.area}.md"


def test_nothing_is_in_the_manual_that_is_no_page(as_):
    assert {file.stem for file in FOLDER.glob("*.md")} == set(MANUALS)
    assert {title for area in MANUALS for title in anchors(area)} >= {page.title for page in PAGES}
    own = {page.title for page in PAGES}
    areas = {page.area for page in PAGES}
    assert {title for area in areas for title in anchors(area)} == own


def test_a_manual_can_be_read_by_everybody_who_works_here(as_, client):
    ren = as_("ren")
    for name, title in MANUALS.items():
        html = ren.get(f"/help/{name}").text
        assert f"<b>使用手册</b>　{title}" in html
        assert all(f'id="{anchor}"' in html for anchor in anchors(name))
        assert re.search(r"<ol>.*<li>", html, re.DOTALL)

    assert ren.get("/help/nothing").status_code == 404
    assert client.get("/help/today").status_code != 200


def test_the_question_mark_leads_to_what_is_said_of_the_page(as_):
    html = as_("jia").get("/office/leave/settings").text
    address = re.search(r'<a class="help" href="([^"]+)"', html)[1]

    assert unquote(unescape(address)) == "/help/people#请假与公出"
    ren = as_("ren")
    ren.post("/counter/6/sit")
    assert "/help/counter" in ren.get("/counter/6").text
    assert "/help/timeclock#" in ren.get("/me").text


@pytest.mark.parametrize(
    ("referrer", "manual"),
    [
        ("/office/voice", "/help/screens#语音"),
        ("/office/people/3", "/help/people#人员和账号"),
        ("/office/areas/queue", "/help/queue"),
        ("/counter/6", "/help/counter"),
        ("/me", "/help/timeclock"),
        ("/my-nothing", "/help/today"),
        ("", "/help/today"),
    ],
)
def test_help_leads_to_the_manual_of_the_page_one_comes_from(as_, referrer, manual):
    assert led_to(as_("jia"), referrer) == manual
