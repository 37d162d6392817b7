"""Names of windows and services: what is refused, renamed, and deleted while unused."""

import pytest

from hall.line import queries
from hall.line.reasons import PauseReason, Priority
from hall.list_entries import entries


@pytest.fixture
def asked(application):
    def ask(question):
        with application.hall.read() as snapshot:
            return question(snapshot.session)

    return ask


@pytest.mark.parametrize(
    "name",
    ["0", "-1", "..", "A/B", "machines", "Machines", "1", "01", "1 2", "", "１２"],
)
def test_a_name_that_misleads_is_refused(manager, asked, name):
    form = {"new": "yes", "name": name, "department": "民政"}

    assert manager.post("/office/windows/windows", data=form).status_code in (409, 422)

    assert len(asked(queries.windows)) == 6


def test_two_services_never_have_one_name(manager, asked):
    form = {"new": "yes", "prefix": "G", "name": asked(queries.services)[0].name}

    assert manager.post("/office/windows/services", data=form).status_code == 409
    assert len(asked(queries.services)) == 6


def test_a_window_is_renamed_and_keeps_what_it_does(manager, asked, facts):
    form = {"name": "6", "rename": "综合", "department": "综合", "service": ["F"]}

    assert manager.post("/office/windows/windows", data=form).status_code == 303

    assert asked(lambda s: queries.window_by_name(s, "综合")).department == "综合"
    assert [(f.before, f.window) for f in facts() if f.kind == "WindowRenamed"] == [("6", "综合")]
    refused = manager.post("/office/windows/windows", data=form | {"name": "综合", "rename": "1"})
    assert refused.status_code == 409


def test_what_was_mistyped_is_deleted_and_what_was_used_stays(manager, client, asked):
    manager.post("/office/windows/services", data={"new": "yes", "prefix": "G", "name": "错"})
    manager.post(
        "/office/windows/windows",
        data={"new": "yes", "name": "77", "department": "错", "service": ["G"]},
    )
    assert manager.get("/office/windows").text.count("删除（没有用过）") >= 2

    window = asked(lambda s: queries.window_by_name(s, "77")).id
    assert manager.post(f"/office/windows/window/{window}/delete").status_code == 303
    service = asked(lambda s: queries.service_by_prefix(s, "G")).id
    assert manager.post(f"/office/windows/service/{service}/delete").status_code == 303
    client.post("/kiosk/tickets", data={"service": "A"})
    used = asked(lambda s: queries.service_by_prefix(s, "A")).id
    kept = manager.post(f"/office/windows/service/{used}/delete")

    assert kept.status_code == 409
    assert "不能删除" in kept.text
    assert (len(asked(queries.services)), len(asked(queries.windows))) == (6, 6)


@pytest.mark.parametrize("kind", [Priority, PauseReason])
def test_a_reason_that_was_never_used_is_deleted(manager, asked, kind):
    name = kind.__tablename__
    manager.post(f"/office/windows/reasons/{name}", data={"name": "错字"})
    wrong = asked(lambda s: entries(s, kind))[-1]

    assert manager.post(f"/office/windows/{name}/{wrong.id}/delete").status_code == 303

    assert "错字" not in [each.name for each in asked(lambda s: entries(s, kind))]
