"""docs/security-routes.md is true: each visitor walks every route, as the hall's network would."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from werkzeug.routing import AnyConverter, Rule

from app import Application
from hall.enrolled_devices.model import DeviceRole
from hall.people.actions import create_token
from hall.people.model import Scope, Staff
from hall.people.sign_ins import begin_sign_in
from tests.web.enrolment.conftest import as_device
from tools import security_routes
from web.access_table import Asker, asker_of
from web.known_devices import COOKIE
from web.route_rights import AT_LEAST, STAFF, TOKENS, RouteVisitor, gets_further, methods_of
from web.sign_in import COOKIE as SIGNED_IN

ACCOUNTS = {"deputy": "yi", "director": "jia"}  # everybody else is a clerk of that role
PLACES = {"screen": "main", "tablet": "1"}
#: A device that is refused a page is told so, and not led home.
SCRIPT = ("Sec-Fetch-Mode", "cors")
#: These refuse for what was said, or for where somebody sits, with 401 and 403 too.
REFUSING = {
    "guide.guide",
    "guide.told",
    "tablet.open_it",
    "web.enter",
    "timeclock.punch_by_pin",
    "leaving.ask",
    "counter.cover",
    "sounds.report",
}

#: Whose right depends on the list that the address names: tests/office/test_rights.py.
OF_A_LIST = {"office_lists.page", "office_lists.file", "office_lists.do"}


@pytest.fixture
def held(application: Application) -> Callable[[RouteVisitor], tuple[str, str]]:
    """What makes one of them known, as a header; new each time, for some deeds end a sign-in."""

    def hold(visitor: RouteVisitor) -> tuple[str, str]:
        if visitor in STAFF:
            with application.hall.work() as work:
                account = ACCOUNTS.get(visitor, "bing")
                staff = work.session.scalar(select(Staff).where(Staff.account == account))
                staff.role = STAFF[visitor]
                return "Cookie", f"{SIGNED_IN}={begin_sign_in(work, staff.id, '', '')}"
        if visitor in TOKENS:
            with application.hall.work("staff:1") as work:
                token = create_token(work, name=visitor, scope=Scope(visitor.value))
            return "Authorization", f"Bearer {token}"
        role = DeviceRole(visitor.value)
        token = as_device(application, role, PLACES.get(visitor, "")).get_cookie(COOKIE).value
        return "Cookie", f"{COOKIE}={token}"

    return hold


def address_of(rule: Rule) -> str:
    own = {"screen": "main", "name": "1", "staff_id": 3, "entry_id": 3}  # 3: a clerk
    values = {
        name: next(iter(converter.items))
        if isinstance(converter, AnyConverter)
        else own.get(name, 1)
        for name, converter in rule._converters.items()
    }
    built = rule.build(values, append_unknown=False)
    assert built
    return built[1]


def is_refused(answer) -> bool:
    where = answer.headers.get("Location", "")
    return answer.status_code in (401, 403) or "/sign-in" in where


@pytest.mark.parametrize("visitor", RouteVisitor)
@pytest.mark.slow_because("each of some four hundred routes is asked for")
def test_each_gets_as_far_as_the_table_says(application, held, visitor):
    is_unknown = visitor in (RouteVisitor.STRANGER, RouteVisitor.PHONE)
    known = [] if is_unknown else [held(visitor)]
    wrong, pressed = [], False

    for rule in application.app.url_map.iter_rules():
        if rule.endpoint in REFUSING | OF_A_LIST or asker_of(rule.endpoint) is Asker.HOLDER:
            continue  # of a link that nobody can guess, whoever has it
        for method in methods_of(rule):
            if visitor in STAFF and pressed:
                known = [held(visitor)]
            client = application.app.test_client(use_cookies=False)
            answer = client.open(address_of(rule), method=method, headers=[SCRIPT, *known])
            answer.close()
            pressed = method != "GET"  # it may have ended the sign-in
            if is_refused(answer) == gets_further(visitor, rule.endpoint, method):
                wrong.append((method, rule.rule, rule.endpoint, answer.status_code))

    assert wrong == []


def test_the_document_is_as_new_as_the_routes():
    text = (security_routes.ROOT / security_routes.DOCUMENT).read_text("utf-8")

    assert text == security_routes.page(), "run: make vocabulary"


def test_what_is_asked_of_staff_and_tokens_names_nothing_that_is_gone(application):
    assert set(AT_LEAST) <= set(application.app.view_functions)
