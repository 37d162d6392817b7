"""权限: each address asks for its right, nobody is offered what they may not do, and who only reads
writes nothing."""

import re

import pytest
from sqlalchemy import select

from hall.events import SettingChanged
from hall.people.model import Role, Staff
from hall.people.rights import DEFAULTS, EDITABLE, Right, rights_of_role
from tools import rights_page
from web.office_rights import (
    ENDPOINTS,
    EXPORTS,
    LISTS,
    ROOMS,
    is_of_the_office,
    wanted_for,
)
from web.sentences.right_names import EXPLAINED, NAMES
from web.sign_in import OF_THEIR_OWN


@pytest.fixture
def as_role(application, as_):
    """A clerk who becomes this, signed in."""

    def become(role, account="bing"):
        with application.hall.work() as work:
            work.session.scalar(select(Staff).where(Staff.account == account)).role = role
        return as_(account)

    return become


def ticked(**changed):
    """The form as the page sends it, but for these roles."""
    form = {str(role): sorted(DEFAULTS[role] - {Right.RIGHTS}) for role in EDITABLE}
    return {**form, **changed}


def test_every_address_of_the_office_asks_for_a_right(application):
    endpoints = {rule.endpoint for rule in application.app.url_map.iter_rules()}
    office = {endpoint for endpoint in endpoints if is_of_the_office(endpoint)}

    assert [endpoint for endpoint in sorted(office) if not wanted_for(endpoint)] == []
    assert set(ENDPOINTS) | EXPORTS <= office
    assert set(ROOMS) == {endpoint.rpartition(".")[0] for endpoint in office}


def test_an_address_that_nobody_decided_about_is_closed_to_the_director_too():
    assert wanted_for("office_tomorrow.page") == frozenset()


def test_every_right_is_named_and_explained():
    assert list(NAMES) == list(EXPLAINED) == list(Right)


def test_the_document_is_as_new_as_the_table():
    text = (rights_page.ROOT / rights_page.DOCUMENT).read_text("utf-8")

    assert text == rights_page.page(), "run: make vocabulary"


def test_the_director_gives_clerks_a_right_and_one_press_takes_it_back(as_, facts):
    director, clerk = as_("jia"), as_("bing")
    assert clerk.get("/office/screens").status_code == 403

    answer = director.post("/office/rights", data=ticked(clerk=["screens"]))

    assert answer.status_code == 303
    assert facts()[-1] == SettingChanged(name="rights_clerk", value="+screens")
    assert clerk.get("/office/screens").status_code == 200
    assert clerk.get("/office/items").status_code == 403
    page = director.get("/office/changes").text
    assert "窗口人员的权限" in page
    assert "加：屏幕和声音" in page

    back = re.search(r'action="(/office/changes/\d+/back)"', page)[1]
    seen = re.search(r'name="(\w+)" value="(\d+)"', page[page.index(back) :])
    assert director.post(back, data={seen[1]: seen[2]}).status_code == 303
    assert clerk.get("/office/screens").status_code == 403


def test_a_deputy_sees_the_table_and_changes_nothing_of_it(as_):
    deputy = as_("yi")

    assert "权限由主任修改" in deputy.get("/office/rights").text
    answer = deputy.post("/office/rights", data=ticked(deputy=list(Right)))
    assert answer.status_code == 403
    assert deputy.get("/office/journal").status_code == 403


def test_the_right_to_change_rights_is_given_to_nobody(as_):
    director = as_("jia")

    director.post("/office/rights", data=ticked(deputy=["rights", "people"]))

    deputy = as_("yi")
    assert deputy.post("/office/rights", data=ticked()).status_code == 403
    assert deputy.get("/office/items").status_code == 403


def test_a_refusal_says_which_right_and_who_has_it(as_role):
    said = as_role(Role.EDITOR).get("/office/attendance").text

    assert "考勤" in said
    assert "主任、副主任、考勤员有" in said


def test_the_office_begins_for_everybody_with_a_page_of_theirs(as_role):
    editor = as_role(Role.EDITOR)

    answer = editor.get("/office")

    assert answer.status_code == 302
    assert answer.location == "/office/items/"
    page = editor.get(answer.location).text
    assert "屏幕与声音</a>" in page  # the preview of notices
    assert "设备与系统</a>" in page  # lists
    assert 'href="/office/areas/people"' not in page
    assert as_role(Role.REVIEWER, "ding").get("/office").location == "/office/notices"


def test_what_would_be_refused_is_hidden(as_role):
    attendance = as_role(Role.ATTENDANCE)

    page = attendance.get("/office").text

    shown = re.findall(
        r"<(?:a|form)\b(?! hidden| data-closed)[^>]*(?:href|action)=\"(/office[^\"]*)\"", page
    )
    assert {"/office/areas/people", "/office/daily-pages"} <= set(shown)
    assert "/office/areas/queue" not in page
    assert not [address for address in shown if address.startswith(("/office/w", "/office/s/"))]
    assert "/office/attendance" in attendance.get("/office/areas/people").text


def test_a_list_is_for_whoever_has_the_right_to_what_is_in_it(as_role, as_):
    """And a file of it asks for the right to export as well."""
    director = as_("jia")
    for account, name in zip(("bing", "ding"), ("tickets", "leave"), strict=True):
        as_role(Role.CLERK, account)
        assert name in LISTS
    clerk = as_("bing")
    for name, wanted in LISTS.items():
        allowed = sorted(wanted)[:1]
        director.post("/office/rights", data=ticked(clerk=allowed))
        for other, needs in LISTS.items():
            page, file = (clerk.get(f"/office/lists/{other}{end}") for end in ("", ".csv"))
            assert page.status_code == (200 if needs & set(allowed) else 403), (name, other)
            assert file.status_code == 403
        director.post("/office/rights", data=ticked(clerk=[*allowed, "export"]))
        assert clerk.get(f"/office/lists/{name}.csv").status_code == 200


def test_a_reviewer_reads_the_list_of_notices_and_an_editor_withdraws_none(as_role):
    editor = as_role(Role.EDITOR)

    assert editor.get("/office/lists/notices").status_code == 200
    assert editor.post("/office/lists/notices/withdraw", data={"row": "1"}).status_code == 403


def test_whoever_only_reads_has_every_press_refused(application, as_role, as_):
    """With every right that there is, at every address; their own account stays theirs."""
    director = as_("jia")
    reader = as_role(Role.COUNTY_READER)
    every = [str(right) for right in Right]
    assert director.post("/office/rights", data=ticked(county_reader=every)).status_code == 303
    wrong = []
    for rule in application.app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            if rule.endpoint in OF_THEIR_OWN or rule.rule.startswith(("/api", "/iclock")):
                continue
            address = re.sub(r"<any\('?([\w-]+)[^>]*>", r"\1", rule.rule)
            address = re.sub(r"<[^>]*>", "1", address)
            answer = reader.open(address, method=method)
            if answer.status_code not in (401, 403, 404):
                wrong.append((method, rule.rule, answer.status_code))
    assert wrong == []
    assert reader.get("/office/items").status_code == 200


def test_a_reader_sees_no_button_of_the_office(as_role):
    page = as_role(Role.COUNTY_READER).get("/office/windows").text

    shown = re.findall(r"<form\b(?! data-closed)[^>]*>", page)
    assert [form for form in shown if "/office" in form and "post" in form] == []
    assert [
        form for form in re.findall(r"<form data-closed[^>]*>", page) if "/office/windows" in form
    ]


def test_a_form_without_a_single_tick_takes_nothing_from_anybody(director, application):
    def everybodys():
        with application.hall.read() as snapshot:
            return {role: rights_of_role(snapshot.session, role) for role in Role}

    before = everybodys()

    assert director.post("/office/rights").status_code == 422
    assert everybodys() == before
