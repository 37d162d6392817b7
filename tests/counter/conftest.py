"""A clerk's browser and a visitor's number, for every test of the counter."""

import pytest

from hall.line.model import Ticket


@pytest.fixture
def clerk(application):
    """A browser of one clerk, seated at a window."""

    def sit(account: str, window: str | None = None):
        browser = application.app.test_client()
        browser.post("/sign-in", data={"account": account, "password": f"yanshi-{account}"})
        if window:
            assert browser.post(f"/counter/{window}/sit").status_code == 303
        return browser

    return sit


@pytest.fixture
def take(client, application):
    """A visitor takes a number; returns the ticket's id."""

    def take(service="A") -> int:
        client.post("/kiosk/tickets", data={"service": service})
        with application.hall.read() as snapshot:
            return snapshot.session.query(Ticket).order_by(Ticket.id.desc()).first().id

    return take
