"""Every form outside the office: refused, it says why and gives back what was typed."""

from urllib.parse import urlsplit

import pytest

from hall.line import calling, finishing, queries
from tests.form_walk import (
    NONSENSE,
    TYPED_INTO,
    given_back,
    nonsense,
    posted_forms,
    what_is_lost,
    wrong_values,
)
from web.forms.form_page import ATTRIBUTE

REFUSED = (401, 409, 422)
#: A pad's digits and a button's hidden values are no writing; these ask for some.
WRITTEN = {
    "/t/{done}/rating", "/opinion", "/opinion/answer", "/kiosk/opinion", "/kiosk/opinion/answer",
    "/kiosk/return", "/kiosk/give-back", "/kiosk/rating", "/kiosk/staff", "/timeclock/pin",
    "/sign-in", "/account", "/counter/1/guide", "/counter/1/pause", "/counter/1/park",
    "/counter/1/transfer", "/counter/1/return-slip", "/me/absences",
}  # fmt: skip


@pytest.fixture
def rooms(application, client):
    """Who looks at which page, in a hall with somebody done, somebody at a window, some waiting."""
    done, served, waiting = (
        client.post("/kiosk/tickets", data={"service": "A"}).location.rpartition("/")[2]
        for _ in range(3)
    )
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    clerk.post("/counter/1/sit")
    with application.hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        finishing.finish(work, calling.call_next(work, window))
        calling.call_next(work, window)
    tablet = application.app.test_client()
    tablet.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    faces = urlsplit(tablet.post("/counter/1/rating").location).path
    kiosk = (
        "/kiosk", "/kiosk/take", "/kiosk/take/together", "/kiosk/take/priority", "/kiosk/search/",
        "/kiosk/item/YS-B-01", "/kiosk/later/A", "/kiosk/return", "/kiosk/give-back",
        "/kiosk/rating", "/kiosk/staff", "/kiosk/opinion/telephone?kind=complaint&phrases=manner",
        "/kiosk/opinion/answer", f"/kiosk/tickets/{waiting}", f"/kiosk/tickets/{waiting}/give-back",
        f"/kiosk/tickets/{done}/rating",
    )  # fmt: skip
    phone = (f"/t/{waiting}", f"/t/{done}/rating", "/opinion", "/opinion/answer")
    counter = ("/counter/1/guide?item=YS-B-01", "/counter/1", "/counter/1/rating")
    # The last form of the last page signs the clerk out.
    rest = ("/timeclock", "/timeclock/pin", "/sign-in", faces)
    pages = [(client, path) for path in (*kiosk, *phone, *rest)]
    pages += [(clerk, path) for path in ("/account", "/me", *counter)]
    return pages, {address.format(done=done) for address in WRITTEN}


def next_form(browser, path, seen):
    """One that was not sent yet: those that ask for writing first, for a button moves the visit."""
    forms = [
        (urlsplit(form.tag.get("action") or path).path, form)
        for form in posted_forms(browser.get(path, follow_redirects=True).text)
    ]
    new = [
        (action, form)
        for action, form in forms
        if (action, *sorted(nonsense(form, ""))) not in seen
    ]
    return min(new, key=lambda found: not writing_in(found[1]), default=None)


def writing_in(form):
    return [each for each in form.controls if each.kind in {*TYPED_INTO, "password"}]


@pytest.mark.parametrize("text", NONSENSE)
def test_a_refused_form_of_any_room_says_why_and_gives_back_what_was_typed(
    application, rooms, text
):
    pages, written = rooms
    app, seen, asked = application.app, set(), set()
    urls = app.url_map.bind("")
    for browser, path in pages:
        while found := next_form(browser, path, seen):
            action, form = found
            typed = nonsense(form, text)
            seen.add((action, *sorted(typed)))
            answer = browser.post(action, data=typed)
            assert answer.status_code < 500, action
            if not writing_in(form):
                continue
            asked.add(action)
            view = app.view_functions[urls.match(action, method="POST")[0]]
            assert hasattr(view, ATTRIBUTE), f"{action} does not know its page"
            if answer.status_code in REFUSED:
                assert given_back(answer.text, action, typed, text), action

    assert asked >= written, written - asked


def test_one_bad_value_in_a_form_of_any_room_costs_nothing_else_that_was_typed(rooms):
    pages, _ = rooms
    walked, lost = set(), {}
    for browser, path in pages:
        for form in posted_forms(browser.get(path, follow_redirects=True).text):
            action = urlsplit(form.tag.get("action") or path).path
            for name, typed in wrong_values(form):
                if (action, name) in walked:
                    continue
                answer = browser.post(action, data=typed)
                walked.add((action, name))
                assert answer.status_code < 500, (action, name)
                if wrong := answer.status_code in REFUSED and what_is_lost(
                    answer.text, action, name, typed
                ):
                    lost[action, name] = wrong

    assert lost == {}
    assert len(walked) >= 20, walked
