"""Every form of the office: refused, it comes back with what was typed and the reason in it."""

from urllib.parse import urlsplit

import pytest

from hall.notices.model import NoticeKind
from tests.form_walk import NONSENSE, given_back, nonsense, posted_forms
from web.forms.form_page import ATTRIBUTE
from web.forms.tags import FormTags

PAGES = (
    "/office", "/office/daily-pages", "/office/opening-check", "/office/windows",
    "/office/line", "/office/hours",
    "/office/hours?window=4",
    "/office/outlook",
    "/office/outlook?staff=1", "/office/voice", "/office/items/", "/office/items/1",
    "/office/items/new", "/office/items/counts/", "/office/items/import", "/office/one-time",
    "/office/opinions", "/office/notices",
    *(f"/office/notices/new?kind={kind}" for kind in NoticeKind),
    "/office/notices/1", "/office/screens", "/office/devices", "/office/devices/find",
    "/office/kiosk", "/office/papers",
    "/office/papers/diary", "/office/id-cards", "/office/people", "/office/people/1",
    "/office/leave", "/office/leave/for/3", "/office/leave/settings",
    "/office/fingerprints", "/office/terminals", "/office/punches", "/account",
)  # fmt: skip
#: After these there are fewer forms on the page.
LAST = ("/withdraw", "/close", "/forget", "/revise", "/publish", "/retire", "/delete")


def forms_of(client) -> list[tuple[str, FormTags]]:
    found = {}
    for path in PAGES:
        answer = client.get(path)
        assert answer.status_code == 200, path
        for form in posted_forms(answer.text):
            found[str(form.tag.attributes), tuple(sorted(nonsense(form, "")))] = (path, form)
    return sorted(found.values(), key=lambda each: (each[1].tag.get("action") or "").endswith(LAST))


@pytest.mark.slow_because("every form of every page of the office is filled in and sent")
@pytest.mark.parametrize("text", NONSENSE)
def test_a_refused_form_comes_back_with_everything_that_was_typed(director, text):
    refused = set()
    for path, form in forms_of(director):
        action, typed = urlsplit(form.tag.get("action") or path).path, nonsense(form, text)
        answer = director.post(action, data=typed)
        assert answer.status_code < 500, (action, answer.status_code)
        if answer.status_code in (422, 409) and any(text in each for each in typed.values()):
            refused.add(action)
            assert given_back(answer.text, action, typed, text), action

    assert len(refused) >= 12, refused


def test_every_address_that_takes_a_form_knows_its_page(director, application):
    """Or the reason would stand on a page of its own, and what was typed would be lost."""
    app = application.app
    without = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and rule.endpoint.startswith("office")
        and not hasattr(app.view_functions[rule.endpoint], ATTRIBUTE)
    }  # fmt: skip

    # Only ever asked for by a script:
    written = {f"office_notice_writing.{name}" for name in ("drawn", "drawn_whole", "not_drawn")}
    assert without == {"office_papers.picture", *written}
