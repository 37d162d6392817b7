"""Lists that the office keeps: one shape for windows, services, reasons, screens and people."""

import pytest

from hall.events import EntryBroughtBack, EntryDeleted, EntryMoved, EntryRetired, ScreenOrdered
from hall.line.model import Service, Window
from hall.line.reasons import PauseReason, Priority
from hall.list_entries import entries, unused
from hall.notices.queries import notice_by_id, published
from hall.people.model import Staff
from hall.screens.model import Screen
from hall.screens.queries import screen_by_id
from tests.form_walk import OpenForm

#: Where each list is kept.
PLACES = {
    Window: "/office/windows/window",
    Service: "/office/windows/service",
    Priority: "/office/windows/priority",
    PauseReason: "/office/windows/pause_reason",
    Screen: "/office/screens/screen",
    Staff: "/office/people/staff",
}
every_list = pytest.mark.parametrize("kind", PLACES)


@pytest.fixture
def ids(application):
    """The ids of a list in its order."""

    def ids(kind, *, in_use=True):
        with application.hall.read() as now:
            return [entry.id for entry in entries(now.session, kind, in_use=in_use)]

    return ids


@every_list
def test_an_order_is_the_offices_and_the_same_step_twice_is_one(manager, ids, facts, kind):
    first, second, *others = ids(kind)

    for _ in range(2):
        moved = manager.post(f"{PLACES[kind]}/{second}/move", data={"before": first})
        assert moved.status_code == 303
    manager.post(f"{PLACES[kind]}/{first}/move", data={"before": ""})

    assert ids(kind) == [second, *others, first]
    told = [fact for fact in facts() if isinstance(fact, EntryMoved)]
    assert [(fact.of, fact.entry) for fact in told] == [
        (kind.__tablename__, second), (kind.__tablename__, first),
    ]  # fmt: skip


@every_list
def test_what_is_retired_comes_back_to_its_place(manager, ids, facts, kind):
    before = ids(kind)

    for step in ("retire", "retire", "restore", "restore"):
        assert manager.post(f"{PLACES[kind]}/{before[1]}/{step}").status_code == 303
        gone = [before[1]] if step == "retire" else []
        assert ids(kind, in_use=False) == gone
        assert ids(kind) == [entry for entry in before if entry not in gone]

    told = [fact for fact in facts() if isinstance(fact, EntryRetired | EntryBroughtBack)]
    assert [(type(fact), fact.of, fact.entry) for fact in told] == [
        (EntryRetired, kind.__tablename__, before[1]),
        (EntryBroughtBack, kind.__tablename__, before[1]),
    ]
    assert {fact.name for fact in told} != {""} or kind is Staff  # people are numbers there


@every_list
def test_only_managers_keep_a_list(as_, ids, kind):
    first = ids(kind)[0]

    for step in ("move", "retire", "restore", "delete"):
        assert as_("bing").post(f"{PLACES[kind]}/{first}/{step}").status_code == 403

    assert first in ids(kind)


@every_list
def test_an_entry_that_never_was_is_not_found(manager, kind):
    assert manager.post(f"{PLACES[kind]}/99999999999999999999/retire").status_code == 404
    assert manager.post(f"{PLACES[kind]}/4711/delete").status_code == 404


NEW = {
    Window: ("/office/windows/windows", {"new": "yes", "name": "77", "department": "错"}),
    Service: ("/office/windows/services", {"new": "yes", "prefix": "Z", "name": "错"}),
    Priority: ("/office/windows/reasons/priority", {"name": "错"}),
    PauseReason: ("/office/windows/reasons/pause_reason", {"name": "错"}),
    Screen: (
        "/office/screens",
        {"new": "yes", "name": "cuo", "role": "board", "width_mm": "1210", "height_mm": "680",
         "distance": "5"},
    ),
    Staff: (
        "/office/people",
        {"account": "cuo", "name": "错", "role": "clerk", "password": "yanshi-cuo-1",
         "again": "yanshi-cuo-1"},
    ),
}  # fmt: skip


@every_list
def test_what_was_mistyped_is_deleted_with_what_the_office_entered_of_it(
    manager, application, ids, facts, kind
):
    address, form = NEW[kind]
    assert manager.post(address, data=form).status_code == 303
    new = ids(kind)[-1]
    if kind is Staff:
        manager.post(f"/office/people/{new}/skills", data={"service": ["A"]})
    if kind is Window:
        manager.post("/office/windows/windows", data=form | {"new": "", "service": ["A"]})

    for _ in range(2):  # the second finds nothing
        manager.post(f"{PLACES[kind]}/{new}/delete")

    assert new not in ids(kind)
    assert [f.entry for f in facts() if isinstance(f, EntryDeleted)] == [new]


RENAMED = {
    Window: ("/office/windows/windows", {"rename": "78"}),
    Service: ("/office/windows/services", {"name": "对"}),
    Priority: ("/office/windows/reasons/priority", {"name": "对"}),
    PauseReason: ("/office/windows/reasons/pause_reason", {"name": "对"}),
    Screen: ("/office/screens", {"name": "dui"}),
    Staff: ("/office/people/{id}", {"name": "对"}),
}


@every_list
def test_what_was_added_is_called_otherwise_and_two_never_alike(manager, application, ids, kind):
    address, form = NEW[kind]
    manager.post(address, data=form)
    new = ids(kind)[-1]
    address, renamed = RENAMED[kind]
    wanted = {**form, "new": "", "id": new, **renamed}

    assert manager.post(address.format(id=new), data=wanted).status_code == 303

    with application.hall.read() as now:
        found = now.session.get_one(kind, new)
        assert found.name in ("对", "78", "dui")
        taken = entries(now.session, kind)[0].name
    if kind is not Staff:  # people may be
        name = {"rename" if kind is Window else "name": taken}
        again = wanted | ({"name": "78"} if kind is Window else {}) | name
        assert manager.post(address.format(id=new), data=again).status_code == 409


def test_the_old_address_of_a_renamed_screen_leads_to_the_new_one(manager, client, ids, facts):
    form = NEW[Screen][1] | {"new": "", "id": ids(Screen)[0], "name": "front"}
    manager.post("/office/screens", data=form)

    led = client.get("/display/main")

    assert (led.status_code, led.headers["Location"]) == (302, "/display/front")
    assert client.get("/display/front").status_code == 200
    told = [(fact.screen, fact.order) for fact in facts() if isinstance(fact, ScreenOrdered)]
    assert told == [("main", "reload")]  # the browser on the wall goes there by itself


def test_who_signed_in_once_is_never_deleted(manager, as_, application, ids):
    manager.post(NEW[Staff][0], data=NEW[Staff][1])
    new = ids(Staff)[-1]
    application.app.test_client().post(
        "/sign-in", data={"account": "cuo", "password": "yanshi-cuo-1"}
    )

    refused = manager.post(f"{PLACES[Staff]}/{new}/delete")

    assert refused.status_code == 409
    assert "不能删除" in refused.text
    with application.hall.read() as now:
        assert new not in unused(now.session, Staff)


def test_the_desk_offers_the_pauses_that_the_office_keeps(manager, as_, ids):
    manager.post("/office/windows/reasons/pause_reason", data={"name": "取快递"})
    manager.post(f"{PLACES[PauseReason]}/{ids(PauseReason)[0]}/retire")
    clerk = as_("bing")
    clerk.post("/counter/1/sit")

    desk = clerk.get("/counter/1").text

    assert "<option>取快递</option>" in desk
    assert "<option>去复印</option>" not in desk


def test_a_notice_for_a_screen_that_is_retired_does_not_move_to_all_the_others(
    manager, application, ids
):
    screen = ids(Screen)[0]
    with application.hall.work() as work:
        notice = published(work.session)[0]
        notice.screens = [screen_by_id(work.session, screen)]
        number = notice.id
    manager.post(f"{PLACES[Screen]}/{screen}/retire")

    page = f"/office/notices/{number}"
    schedule = OpenForm(manager, page, f"{page}/schedule")

    assert schedule.save().status_code == 303
    with application.hall.read() as now:
        assert [each.id for each in notice_by_id(now.session, number).screens] == [screen]
