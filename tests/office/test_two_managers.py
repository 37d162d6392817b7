"""Two managers with the same page open: nobody undoes silently what the other did.

Every form of the office over something that is kept is walked, without knowing any of them: one
manager changes a field and saves; the other, whose page is older, saves something else, then the
same thing.
"""

import ast
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from urllib.parse import urlsplit

import pytest

from hall.people.model import Role, Staff
from tests.form_walk import OpenForm, posted_forms
from tests.office.conftest import signed_in
from web.forms.held_values import BOX, HeldValue, held_values
from web.forms.tags import FormTags

ROOT = Path(__file__).parents[2]
PAGES = (
    "/office", "/office/line", "/office/windows", "/office/hours", "/office/hours?window=4",
    "/office/outlook?staff=1",
    "/office/voice", "/office/items/1", "/office/items/counts/", "/office/opinions",
    "/office/notices", "/office/notices/1", "/office/screens", "/office/papers/number",
    "/office/id-cards", "/office/people/3", "/office/daily-pages", "/office/opening-check",
    "/office/backups", "/office/retention", "/office/leave/settings", "/office/papers/diary",
    "/office/fingerprints", "/office/terminals",
)  # fmt: skip
#: Forms that do something, over nothing that is kept.
ACTIONS = re.compile(
    "/office/(outlook/date/|papers/.*/print|items/words)"
    "|.*/(move|retire|restore|delete|close|pin|password|withdraw|revise|captions|film|picture)$"
)
#: Typed over what is there until one is taken, by what kind of control it is.
OTHERWISE = {
    "number": ("6", "7", "12"),
    "time": ("09:15", "10:20"),
    "date": ("2025-04-01",),
    "datetime-local": ("2025-04-01T09:00",),
}
TEXTS = ("9:15", "10:20", "改过的", "另一个", "9.5", "8:00-9:00")


def edit_forms(client) -> list[tuple[str, str, int]]:
    found = []
    for path in PAGES:
        seen: dict[str, int] = {}
        for form in posted_forms(client.get(path).text):
            action = urlsplit(form.tag.get("action") or path).path
            seen[action] = seen.get(action, -1) + 1
            if not ACTIONS.match(action) and held_values(form) and seen[action] < 2:
                found.append((path, action, seen[action]))
    return found


def otherwise(form: FormTags, key: str, value: HeldValue) -> list[tuple[str, ...]]:
    """What else the control could hold."""
    name, box, of_box = key.partition(BOX)
    if box:
        return [() if value.values else (of_box,)]
    control = form.first(name)
    if control.kind == "select":
        texts = [option.option_value for option in control.options]
    elif control.kind == "radio":
        texts = [each.get("value") for each in form.controls if each.get("name") == name]
    else:
        texts = OTHERWISE.get(control.kind, TEXTS)
    return [(text,) for text in texts if (text,) != value.values][:6]


@pytest.fixture
def change_one(director):
    """Changes the first field that takes another value, and saves; which, and what it was."""

    def change(page: OpenForm, but=("rename",)):  # what it is about would be gone
        for key, value in sorted(page.held.items(), key=lambda held: held[1].is_box):
            for values in otherwise(page.form, key, value) if key not in but else ():
                if page.save(**{key: values}).status_code == 303:
                    page.reload()
                    if page.held.get(key) and page.held[key].values == values:
                        return key, values
        return None

    return change


@pytest.mark.slow_because("every form is shown and saved by three people")
def test_every_form_of_the_office_is_saved_by_two_managers(director, change_one):
    merged, refused = set(), set()
    for found in edit_forms(director):
        untouched, touched, theirs = (OpenForm(director, *found) for _ in range(3))
        if not (changed := change_one(theirs)):
            continue
        key, values = changed

        answer = untouched.save()

        assert answer.status_code == 303, found
        theirs.reload()
        assert theirs.held[key].values == values, (found, key)
        merged.add(found[1])

        other = [
            texts for texts in otherwise(touched.form, key, touched.held[key]) if texts != values
        ]
        if not other:  # a box is ticked or not: two people who change it agree
            continue
        again = touched.save(**{key: other[0]})
        touched.show(again.text)
        assert again.status_code in (409, 422), (found, key)
        assert "刚才改成了" in re.sub("<[^>]+>", "", again.text), (found, key)
        assert touched.held[key].values == other[0], "what was typed is kept"
        theirs.reload()
        assert theirs.held[key].values == values, "and nothing was written"
        refused.add(found[1])

    assert merged >= MERGED
    assert refused >= REFUSED


MERGED = {
    "/office/hours", "/office/id-cards", "/office/items/1", "/office/line/limits",
    "/office/notices/1/schedule", "/office/opinions/settings", "/office/outlook/week/1",
    "/office/papers/number", "/office/people/3", "/office/screens", "/office/voice",
    "/office/windows/services", "/office/windows/windows", "/office/windows/reasons/priority",
}  # fmt: skip
REFUSED = {
    "/office/hours", "/office/items/1", "/office/line/limits", "/office/opinions/settings",
    "/office/outlook/week/1", "/office/people/3", "/office/screens",
}  # fmt: skip


def test_whoever_is_refused_is_told_who_changed_it(application, manager):
    with application.hall.work() as work:
        work.session.get(Staff, 2).role = Role.DIRECTOR
    yi = application.app.test_client()
    yi.post("/sign-in", data={"account": "yi", "password": "yanshi-yi"})
    address = ("/office/line", "/office/line/limits")
    mine, theirs = OpenForm(manager, *address), OpenForm(yi, *address)
    assert theirs.save(most_calls=["5"]).status_code == 303

    refused = mine.save(most_calls=["7"])

    assert "演示员乙刚才改成了“5”" in re.sub("<[^>]+>", "", refused.text)
    mine.show(refused.text)
    assert mine.held["most_calls"].values == ("7",)
    assert mine.save().status_code == 303, "who saves again has decided"


@pytest.mark.parametrize("known", ["", "kaffee", "-1", "99999999999999999999"])
def test_without_knowing_since_when_others_are_said(manager, known):
    mine, theirs = (OpenForm(manager, "/office/line", "/office/line/limits") for _ in range(2))
    theirs.save(most_calls=["5"])

    (carried,) = (one for one in mine.form.controls if one.get("name") == "shown_change")
    carried.attributes["value"] = known
    refused = mine.save(most_calls=["7"])

    assert "别人刚才改成了“5”" in re.sub("<[^>]+>", "", refused.text)


def test_two_fields_of_one_page_are_written_by_two_managers(manager):
    mine, theirs = (OpenForm(manager, "/office/line", "/office/line/limits") for _ in range(2))

    theirs.save(most_calls=["5"])
    mine.save(recall_gap_seconds=["20"])

    page = OpenForm(manager, "/office/line", "/office/line/limits")
    assert page.held["most_calls"].values == ("5",)
    assert page.held["recall_gap_seconds"].values == ("20",)


@pytest.mark.parametrize("calls", ["4", "5", "6", "7"])
def test_two_who_save_in_the_same_moment_are_both_written(application, manager, calls):
    address = ("/office/line", "/office/line/limits")
    pages = [OpenForm(signed_in(application), *address) for _ in range(2)]
    together = Barrier(2)

    def save(page, **changes):
        together.wait()
        return page.save(**changes).status_code

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(save, pages[0], most_calls=[calls])
        second = pool.submit(save, pages[1], recall_gap_seconds=["20"])
        assert (first.result(), second.result()) == (303, 303)

    page = OpenForm(manager, *address)
    assert page.held["most_calls"].values == (calls,)
    assert page.held["recall_gap_seconds"].values == ("20",)


def test_whoever_saves_an_older_page_is_told_what_others_changed(manager):
    mine, theirs = (OpenForm(manager, "/office/line", "/office/line/limits") for _ in range(2))
    theirs.save(most_calls=["5"])
    manager.get("/office/line")  # reads that it was saved

    mine.save(recall_gap_seconds=["20"])

    assert (
        "别人改过：“一个号最多叫”现在是“5”。这些都照别人改的留着"
        in manager.get("/office/line").text
    )
    assert "别人改过" not in manager.get("/office/line").text


def test_what_only_others_changed_stays_so_when_a_refused_form_is_sent_again(manager):
    mine, theirs = (OpenForm(manager, "/office/line", "/office/line/limits") for _ in range(2))
    theirs.save(most_calls=["5"])
    refused = mine.save(recall_gap_seconds=["nonsense"])
    assert refused.status_code == 422

    mine.show(refused.text)
    assert mine.save(recall_gap_seconds=["20"]).status_code == 303

    page = OpenForm(manager, "/office/line", "/office/line/limits")
    assert page.held["most_calls"].values == ("5",)


def test_what_is_new_waits_for_nobody_and_merges_with_nothing(manager):
    form = {
        "name": "新来的人", "role": "clerk", "title": "", "department": "", "account": "xinlai",
        "password": "long enough 77", "again": "long enough 77", "shown": "[nonsense",
    }  # fmt: skip

    answer = manager.post("/office/people", data=form)

    assert answer.status_code == 303
    assert "已保存" not in manager.get(answer.location).text


@pytest.mark.parametrize("step", ["rename", "retire"])
def test_what_is_gone_is_said_and_nothing_is_written_into_its_neighbour(manager, facts, step):
    mine, theirs = (
        OpenForm(manager, "/office/windows", "/office/windows/windows", 3) for _ in "12"
    )
    if step == "rename":
        theirs.save(rename=["44"])
    else:
        manager.post("/office/windows/window/4/retire")
    before = len(facts())

    answer = mine.save(department=["改过的部门"])

    assert answer.status_code == 409
    assert "没有保存" in answer.text
    assert 'value="改过的部门"' not in answer.text
    assert len(facts()) == before


def test_a_form_that_was_not_shown_by_us_is_refused(manager):
    limits = {"most_calls": "3", "shown": "[1"}

    assert manager.post("/office/line/limits", data=limits).status_code == 422


@pytest.mark.parametrize("file", sorted((ROOT / "office").glob("*.py")), ids=lambda file: file.name)
def test_a_form_is_read_before_the_work_begins(file):
    """Inside, the page would be drawn under the write lock, and two savers wait for each other."""
    works = [
        block
        for block in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(block, ast.With)
        and any(".work(" in ast.unparse(item.context_expr) for item in block.items)
    ]
    read = [
        ast.unparse(call)
        for work in works
        for line in work.body
        for call in ast.walk(line)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(("Form.read", ").read"))
    ]

    assert read == []
