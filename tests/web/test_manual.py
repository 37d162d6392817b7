"""The manual: every page's ? opens what is said of it, and /help what is said of where one was."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from tools.manual_visits import FIRST_VISITS, MANUAL_VISITS
from tools.pictures import LARGEST_FILE
from web.manual_text import DOCUMENTS, FOLDER, PICTURES, ROLES, manual_sections
from web.sentences.manual_names import (
    BLANKS,
    MANUAL_OF_ROLE,
    MANUALS,
    ROLE_MANUALS,
    VISITORS,
    manual_groups,
    manual_title,
)
from web.sentences.office_pages import PAGES

MOST_PICTURES = 15
EVERY = (*MANUALS, *ROLE_MANUALS, VISITORS)
LINK = re.compile(r'href="/help/([\w-]+)(?:#([^"]+))?"')


def anchors(name):
    return {part.anchor for part in manual_sections(name)[1:]}


def html_of(name):
    return "".join(part.html for part in manual_sections(name))


def led_to(client, referrer):
    answer = client.get("/help", headers={"Referer": f"http://localhost{referrer}"})
    assert answer.status_code == 302
    return unquote(answer.location)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.endpoint)
def test_every_page_of_the_office_has_its_place_in_the_manual(page):
    assert page.title in anchors(page.area), f"add “## {page.title}” to docs/manual/{page.area}.md"


def test_nothing_is_in_the_manual_that_is_no_page():
    assert {file.stem for file in FOLDER.glob("*.md")} == set(MANUALS)
    assert {file.stem for file in ROLES.glob("*.md")} == {*ROLE_MANUALS, VISITORS}
    assert {title for area in MANUALS for title in anchors(area)} >= {page.title for page in PAGES}
    own = {page.title for page in PAGES}
    areas = {page.area for page in PAGES}
    assert {title for area in areas for title in anchors(area)} == own


def test_a_manual_can_be_read_by_everybody_who_works_here(as_, client):
    ren = as_("ren")
    for name, title in (MANUALS | ROLE_MANUALS).items():
        html = ren.get(f"/help/{name}").text
        assert f"<b>使用手册</b>　{title}" in html
        assert all(f'id="{anchor}"' in html for anchor in anchors(name))
        assert re.search(r"<ol>.*<li>", html, re.DOTALL)

    assert ren.get("/help/nothing").status_code == 404
    assert ren.get("/help/nothing.pdf").status_code == 404
    assert client.get("/help/today").status_code != 200


@pytest.mark.parametrize("name", EVERY)
def test_a_manual_is_named_as_its_file_says_and_its_links_lead_to_a_heading(name):
    assert manual_title(name) == manual_sections(name)[0].title
    for other, anchor in LINK.findall(html_of(name)):
        assert manual_title(other), other
        if anchor and other in EVERY:
            assert unquote(anchor) in anchors(other), anchor


def test_ones_own_role_comes_first_and_nothing_is_missing_from_the_list():
    for role, own in MANUAL_OF_ROLE.items():
        first, *rest = manual_groups(role).values()
        assert list(first) == [own]
        listed = [name for names in (first, *rest) for name in names]
        assert len(listed) == len(set(listed))
        assert {*EVERY} < {*listed}


def test_every_picture_in_a_manual_is_there_and_make_pictures_takes_it_again():
    taken = {f"{name}.png" for name in MANUAL_VISITS | FIRST_VISITS}
    shown = {f"manual/{name}" for each in EVERY for name in pictures_in(each)}

    assert shown == taken
    assert {f"manual/{file.name}" for file in PICTURES.iterdir()} == taken
    assert len(taken) <= MOST_PICTURES
    assert all((DOCUMENTS / "pictures" / name).stat().st_size <= LARGEST_FILE for name in taken)


def pictures_in(name):
    return re.findall(r'<img src="/help/pictures/([^"]+)"[^>]* width="\d+"', html_of(name))


def test_a_picture_is_served_and_nothing_beside_it(client):
    with client.get("/help/pictures/today.png") as picture:
        assert picture.mimetype == "image/png"

    assert client.get("/help/pictures/..%2Fkiosk.png").status_code == 404


def test_a_stranger_reads_what_hangs_in_the_hall_with_its_name_and_telephone(client, as_):
    html = client.get("/help/visitors").text

    assert not any(blank in html for blank in BLANKS.values())
    assert re.search(r"投诉举报电话：\S", html)
    assert "visitors.pdf" not in html
    assert "/help/visitors.pdf?sheet=A3" in as_("ren").get("/help/visitors").text
    assert client.get("/help/visitors.pdf").status_code != 200


def test_whoever_stands_before_the_timeclock_reads_how_to_clock_in(client):
    clock = client.get("/timeclock").text
    html = client.get("/help/clocking").text

    assert 'href="/help/clocking"' in clock
    assert "在指纹机上按一下" in html
    assert "我的月表" not in html  # that is for somebody at a desk
    assert 'href="/timeclock"' in html


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
        ("/my-nothing", "/help/director"),
        ("", "/help/director"),
    ],
)
def test_help_leads_to_the_manual_of_the_page_one_comes_from(as_, referrer, manual):
    assert led_to(as_("jia"), referrer) == manual


def test_help_from_nowhere_leads_to_the_manual_of_ones_role(as_):
    assert led_to(as_("bing"), "") == "/help/window"
    assert led_to(as_("ren"), "") == "/help/duty"
