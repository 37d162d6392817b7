"""Every kind of deed that people wait for, once, over the pages and the access port they use."""

from collections.abc import Iterator
from typing import Any

from flask.testing import FlaskClient

from app import Application
from hall.demo_data.load import PIN, password_of
from hall.people.actions import create_token
from hall.people.model import Scope

DIRECTOR, DEPUTY = "jia", "yi"
LIMITS = {
    "recall_gap_seconds": "5", "most_calls": "4", "priority_every": "2",
    "priority_longest_wait_minutes": "20", "long_wait_minutes": "40",
}  # fmt: skip
DAY_OFF = {"day": "2025-03-10", "kind": "rest", "note": "更换线路"}
DRAFT = {"kind": "text", "title": "停电通知", "body": "明天停电。"}
OPINION = {"kind": "complaint", "window": "2", "day": "2025-03-03", "phrases": "manner"}


class Day:
    """Everybody's browsers, signed in before anything goes wrong."""

    def __init__(self, application: Application) -> None:
        with application.hall.work("installer") as work:
            token = create_token(work, name="x", scope=Scope.MANAGE)
        self._bearer = {"Authorization": f"Bearer {token}"}
        self.kiosk = application.app.test_client()
        self._director, self._deputy = (
            self._signed_in(application, account) for account in (DIRECTOR, DEPUTY)
        )

    def _signed_in(self, application: Application, account: str) -> FlaskClient:
        browser = application.app.test_client()
        form = {"account": account, "password": password_of(account)}
        assert browser.post("/sign-in", data=form).status_code == 302
        return browser

    def take(self, key: str, service: str = "A") -> int:
        """A number at the kiosk. Returns the status of the answer."""
        form = {"service": service, "key": key}
        return self.kiosk.post("/kiosk/tickets", data=form).status_code

    def _ask(self, path: str, **body: object) -> Any:
        answer = self.kiosk.post(f"/api/v1{path}", json=body or None, headers=self._bearer)
        assert answer.status_code in {200, 201}, (path, answer.text)
        return answer.json

    def _save(self, path: str, form: dict[str, str], browser: FlaskClient | None = None) -> str:
        answer = (browser or self._director).post(path, data=form)
        assert answer.status_code == 303, (path, answer.status_code, answer.text)
        return answer.location

    def deeds(self) -> Iterator[object]:
        """One after the other; each is acknowledged when it is yielded."""
        yield self.take("one")
        yield self.take("two")
        yield self.take("three", "B")
        yield (first := f"/tickets/{self._ask('/windows/1/call-next')['id']}")
        yield self._ask(f"{first}/serve")
        yield self._ask(f"{first}/park", note="去复印")
        yield (second := f"/tickets/{self._ask('/windows/1/call-next')['id']}")
        yield self._ask(f"{second}/miss")
        yield self._ask(f"{second}/undo")
        yield self._ask(f"{second}/finish")
        yield self._ask(f"{first}/cancel")
        yield self._save("/timeclock/pin", {"staff": "3", "pin": PIN}, self.kiosk)
        yield self._save("/kiosk/opinion", OPINION | {"key": "k"}, self.kiosk)
        yield self._save("/office/line/limits", LIMITS)
        yield self._save("/office/hours/days", DAY_OFF)
        yield (notice := self._save("/office/notices/new", DRAFT).partition("?")[0])
        yield self._save(f"{notice}/submit", {})
        yield self._save(f"{notice}/approve", {}, self._deputy)
