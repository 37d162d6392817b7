"""Taking a service from its last window while people wait for it."""

from hall.line import queries
from hall.line.model import Ticket


def test_people_are_not_left_in_a_line_that_no_window_calls(manager, client, application):
    client.post("/kiosk/tickets", data={"service": "B"})
    form = {"name": "2", "department": "税务", "service": []}

    refused = manager.post("/office/windows/windows", data=form)

    assert refused.status_code == 409
    assert "有 1 位就没有人能叫了（B001）" in refused.text
    assert "在等的人转到" in refused.text
    with application.hall.read() as now:
        assert queries.service_by_prefix(now.session, "B").windows


def test_they_are_moved_where_the_manager_says(manager, client, application):
    client.post("/kiosk/tickets", data={"service": "B"})
    form = {"name": "2", "department": "税务", "service": [], "move_to": "A"}

    assert manager.post("/office/windows/windows", data=form).status_code == 303

    with application.hall.read() as now:
        (ticket,) = now.session.query(Ticket)
        assert (ticket.state, ticket.service.prefix) == ("transferred", "A")
    taken = client.post("/kiosk/tickets", data={"service": "B"})
    assert taken.status_code == 409
    assert "没有窗口办理" in taken.text
    assert "没有窗口办，不能取号" in manager.get("/office/windows").text
