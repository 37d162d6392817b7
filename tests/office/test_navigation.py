"""The office's pages are drawn from one table: the bar, the areas, the paths above the pages."""

import re
from html import unescape

import pytest

from tests.conftest import check_printer_now
from web.navigation import place_of
from web.sentences.office_pages import AREAS, LIVE_COUNTS, PAGES

#: Answers of the office that are no page: pictures, and what a page brings again.
NO_PAGE = re.compile(r"/_\w+$|\.(pdf|xlsx|<[^>]*>)$|^/office/slips/")
#: What leads to pages, and belongs to none.
WAYS = ("/office/areas/", "/office/search")


def get_addresses(application):
    rules = application.app.url_map.iter_rules()
    return {
        rule.rule: rule.endpoint
        for rule in rules
        if "GET" in rule.methods and rule.rule.startswith("/office")
    }


def links(html, part):
    """Words by address, of the part with this class."""
    found = re.search(rf'<(nav|ul)[^>]*class="{part}"[^>]*>(.*?)</\1>', html, re.DOTALL)
    pairs = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', found[2], re.DOTALL)
    return {address: unescape(re.sub("<[^>]*>", "", words)).strip() for address, words in pairs}


def path(html):
    steps = re.search(r'class="office-path__steps">(.*?)</ol>', html, re.DOTALL)[1]
    words = re.findall(r"<li[^>]*>(.*?)</li>", steps, re.DOTALL)
    return [unescape(re.sub("<[^>]*>", "", step)).strip() for step in words]


def test_every_page_stands_in_the_table_or_below_one_that_does(application):
    with application.app.test_request_context():
        lost = [
            address
            for address in get_addresses(application)
            if not (NO_PAGE.search(address) or address.startswith(WAYS)) and not place_of(address)
        ]

    assert lost == [], "give it a line in web/sentences/office_pages.py"


def test_the_table_names_each_page_once_in_an_area_there_is(application):
    endpoints = [page.endpoint for page in PAGES]

    assert len(set(endpoints)) == len(endpoints) == len({page.title for page in PAGES})
    assert set(endpoints) <= set(get_addresses(application).values())
    assert {page.area for page in PAGES} == set(AREAS)
    assert set(LIVE_COUNTS) <= set(endpoints)


@pytest.mark.parametrize("area", [area for area in AREAS if area != "today"])
def test_an_area_begins_with_its_pages_and_what_one_does_there(manager, area):
    html = manager.get(f"/office/areas/{area}").text
    pages = [page for page in PAGES if page.area == area]

    assert list(links(html, "area").values()) == [page.title for page in pages]
    assert all(page.does in html for page in pages)
    assert path(html) == ["管理室", AREAS[area]]
    assert re.search(rf'aria-current="page">\s*{AREAS[area]}</a>', html)


def test_every_page_of_the_table_opens_and_says_where_it_is(manager, application):
    addresses = {name: rule for rule, name in get_addresses(application).items()}
    for page in PAGES:
        html = manager.get(addresses[page.endpoint]).text
        above = [] if page.area == "today" else [AREAS[page.area]]

        assert path(html) == ["管理室", *above, page.title], page
        assert list(links(html, "office-nav").values()) == list(AREAS.values())


def test_a_page_below_another_says_so(manager):
    html = manager.get("/office/leave/settings").text

    assert path(html) == ["管理室", "人员与考勤", "请假与公出", "请假的种类和审批"]
    assert re.search(r'aria-current="true">\s*请假与公出</a>', html)


def test_what_waits_on_a_page_is_said_where_its_area_begins(manager, application):
    assert "位在等" not in manager.get("/office/areas/queue").text
    check_printer_now(application)
    application.app.test_client().post("/kiosk/tickets", data={"service": "F", "key": "one"})

    assert "现在 1 位在等" in manager.get("/office/areas/queue").text


def test_a_clerk_sees_no_area(as_):
    assert as_("ren").get("/office/areas/queue").status_code == 403
