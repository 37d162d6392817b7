"""Every form of the office that makes something makes it once, however often it is sent."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hall.base import Base
from hall.pressed_forms import KEPT, PressedForm, forget_old_presses
from tests.form_walk import posted_forms

#: The page, the form's address, and what is written into it to make something.
MAKING = {
    "a notice": ("/office/notices/new", "/office/notices/new", {"title": "停电通知"}),
    "an item": (
        "/office/items/new",
        "/office/items/new",
        {"code": "ZZ-1", "name": "试一试", "module": "apply"},
    ),
    "a person": (
        "/office/people",
        "/office/people",
        {
            "account": "xinren",
            "name": "演示员新",
            "role": "clerk",
            "password": "yanshi-xinren",
            "again": "yanshi-xinren",
        },
    ),
    "a token": ("/office/people", "/office/people/tokens", {"name": "屏", "scope": "read"}),
    "a reason": ("/office/windows", "/office/windows/reasons/priority", {"name": "献血的人"}),
    "a pause": ("/office/windows", "/office/windows/reasons/pause_reason", {"name": "取件"}),
    "a service": ("/office/windows", "/office/windows/services", {"prefix": "Z", "name": "试办"}),
    "a window": (
        "/office/windows",
        "/office/windows/windows",
        {"name": "99", "department": "试办"},
    ),
    "a screen": ("/office/screens", "/office/screens", {"name": "zz"}),
    "a paper": ("/office/papers/number", "/office/papers/number/print", {}),
    "a diary": ("/office/papers", "/office/papers/diary/today", {}),
    "a trial sheet": ("/office/devices", "/office/devices/printer/test", {}),
}
#: Grow with every press: what happened, and who it was pressed by.
BESIDE = {"journal", "pressed_form"}


def counted(application) -> Counter:
    with application.hall.read() as snapshot:
        tables = [table for name, table in Base.metadata.tables.items() if name not in BESIDE]
        return Counter(
            {
                table.name: snapshot.session.scalar(select(func.count()).select_from(table))
                for table in tables
            }
        )


def filled(manager, page: str, address: str, typed: dict) -> dict:
    """The form as the page has it, with what is typed: the one that makes something new."""
    forms = [
        form for form in posted_forms(manager.get(page).text) if form.tag.get("action") == address
    ]
    (form,) = [form for form in forms if any(c.get("name") == "key" for c in form.controls)]
    as_it_is = {
        control.get("name"): control.options[0].option_value
        if control.options
        else control.get("value")
        for control in form.controls
        if control.kind in ("hidden", "text", "number", "select")
    }
    return {**as_it_is, **typed}


@pytest.mark.parametrize("what", MAKING)
def test_the_same_form_once_more_makes_nothing_more(manager, application, what):
    page, address, typed = MAKING[what]
    form = filled(manager, page, address, typed)
    before = counted(application)

    first = manager.post(address, data=form)
    made = counted(application)
    again = manager.post(address, data=form)

    assert first.status_code in (200, 303)
    assert made - before
    assert again.status_code == 303
    assert counted(application) == made
    if first.status_code == 303:
        assert again.location == first.location


def test_every_form_that_makes_something_is_among_them(manager):
    """A page that says ``once()`` in a form of another address is not yet in the list above."""
    pages = {page for page, _, _ in MAKING.values()}
    with_a_key = {
        form.tag.get("action") or page
        for page in pages
        for form in posted_forms(manager.get(page).text)
        if any(control.get("name") == "key" for control in form.controls)
    }

    assert with_a_key == {address for _, address, _ in MAKING.values()}


def test_another_title_under_the_same_key_is_another_notice(manager, application):
    """Back to the page, and something else is written: nobody loses what they wrote."""
    form = filled(manager, *MAKING["a notice"])

    first = manager.post("/office/notices/new", data=form)
    second = manager.post("/office/notices/new", data={**form, "title": "放假通知"})

    assert first.location != second.location


def test_a_form_that_was_refused_makes_it_when_it_is_put_right(manager):
    form = filled(manager, *MAKING["a window"])

    assert manager.post("/office/windows/windows", data={**form, "name": ".."}).status_code == 422
    assert manager.post("/office/windows/windows", data=form).status_code == 303
    assert "99" in manager.get("/office/windows").text


def test_a_new_version_of_a_notice_is_made_once(manager, application):
    page = manager.get("/office/notices").text
    number = next(
        part.partition('"')[0]
        for part in page.split('href="/office/notices/')[1:]
        if part.partition('"')[0].isdigit()
    )
    address = f"/office/notices/{number}/revise"
    form = filled(manager, f"/office/notices/{number}", address, {})

    first, again = (manager.post(address, data=form) for _ in range(2))

    assert first.location == again.location
    assert first.status_code == 303


def test_presses_are_forgotten_after_a_week_but_not_by_a_wrong_clock(manager, application, clock):
    manager.post("/office/windows/windows", data=filled(manager, *MAKING["a window"]))

    def kept() -> int:
        with application.hall.read() as snapshot:
            return snapshot.session.scalar(select(func.count()).select_from(PressedForm))

    clock.jump(days=30)
    assert forget_old_presses(application.hall) == 0
    clock.jump(days=-30)
    assert kept() == 1
    clock.advance(seconds=(KEPT + timedelta(minutes=1)).total_seconds())
    assert forget_old_presses(application.hall) == 1
