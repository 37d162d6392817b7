"""The access port keeps its word: what openapi.json describes is what there is, to the letter."""

import re
from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from sqlalchemy import delete

from api.openapi import KINDS, PATHS, document
from hall import journal
from hall.catalogue.terms import Module
from hall.events import SettingChanged
from hall.hours import service_status
from hall.line import queries, ticket_life
from hall.line.model import window_service
from hall.notices.levels import OF_NOTICES
from hall.notices.model import NoticeKind
from hall.settings import change_setting
from hall.wait_forecast.rules.forecast import ForecastKind

DOCUMENT = document("0")
PROBLEM = "application/problem+json"


@pytest.fixture
def ask(client, bearer):
    """Ask, and check the answer against the description before anything else."""
    headers = bearer("manage")

    def ask(method: str, path: str, described: str | None = None, **more):
        answer = client.open(
            f"/api/v1{path}", method=method, headers={**headers, **more.pop("headers", {})}, **more
        )
        must_be_described(answer, method, described or path.partition("?")[0])
        return answer

    return ask


def must_be_described(answer, method: str, described: str) -> None:
    responses = PATHS[described][method.lower()]["responses"]
    if str(answer.status_code) in responses:
        content = responses[str(answer.status_code)]["content"]["application/json"]
        assert answer.mimetype == "application/json"
    else:
        assert answer.status_code >= 400
        content = DOCUMENT["components"]["responses"]["problem"]["content"][PROBLEM]
        assert answer.mimetype == PROBLEM
        assert answer.json["status"] == answer.status_code
    schema = {**content["schema"], "components": DOCUMENT["components"]}
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        answer.json
    )


def take(ask, service="A", **headers):
    return ask("POST", "/tickets", json={"service": service}, headers=headers)


def test_the_description_is_valid(client):
    validate(client.get("/api/v1/openapi.json").json)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_of_a_type_is_described_under_its_name(kind):
    described = DOCUMENT["components"]["schemas"][kind.__name__.removesuffix("Answer")]

    assert described["properties"].keys() == set(kind.__struct_encode_fields__)


def test_enumerations_are_those_of_the_hall():
    schemas = DOCUMENT["components"]["schemas"]
    enumerations = {
        ("Ticket", "state"): ticket_life.TicketState,
        ("Forecast", "outlook"): ForecastKind,
        ("Service", "standing"): service_status.OpenState,
        ("Item", "module"): Module,
        ("Notice", "kind"): NoticeKind,
        ("Notice", "level"): OF_NOTICES,
    }

    for (name, field), words in enumerations.items():
        assert set(schemas[name]["properties"][field]["enum"]) == set(words)


def test_every_address_is_described_and_every_description_has_an_address(application):
    served = set()
    for rule in application.app.url_map.iter_rules():
        if not rule.rule.startswith("/api/v1"):
            continue
        path = rule.rule.removeprefix("/api/v1")
        steps = re.search(r"<any\(([^)]*)\):step>", path)
        for step in steps[1].split(", ") if steps else [""]:
            named = re.sub(r"<any\([^)]*\):step>", step, path)
            named = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", named)
            served |= {(named, method.lower()) for method in rule.methods - {"HEAD", "OPTIONS"}}

    assert served == {(path, method) for path, methods in PATHS.items() for method in methods}


def test_a_visit_from_the_number_to_the_end(ask, clock):
    taken = take(ask)
    assert taken.status_code == 201
    ticket = taken.json
    assert (ticket["number"], ticket["service"], ticket["ahead"]) == ("A001", "A", 0)
    assert taken.headers["Location"] == f"/api/v1/tickets/{ticket['id']}"
    assert datetime.fromisoformat(ticket["issued_at"]).utcoffset().total_seconds() == 8 * 3600

    def step(name):
        clock.advance(seconds=8)  # so long a number that was just called is not called again
        return ask("POST", f"/tickets/{ticket['id']}/{name}", f"/tickets/{{ticket_id}}/{name}")

    called = ask("POST", "/windows/1/call-next", "/windows/{name}/call-next")
    assert (called.json["id"], called.json["window"]) == (ticket["id"], "1")
    assert ask("GET", "/board").json["calls"][0]["number"] == "A001"
    assert [step(n).json["state"] for n in ("recall", "miss", "recall", "serve", "finish")] == [
        "called", "missed", "called", "serving", "finished",
    ]  # fmt: skip
    assert step("serve").json["code"] == "WrongMoment"
    seen = ask("GET", f"/tickets/{ticket['id']}", "/tickets/{ticket_id}").json
    assert (seen["state"], seen["calls"]) == ("finished", 1)
    empty = ask("POST", "/windows/1/call-next", "/windows/{name}/call-next")
    assert (empty.status_code, empty.json["code"]) == (409, "NobodyWaiting")


def test_services_items_notices_and_health_are_as_described(ask):
    assert [each["prefix"] for each in ask("GET", "/services").json] == list("ABCDEF")
    assert ask("GET", "/services").json[0]["windows"] == ["1", "6"]
    items = ask("GET", "/items").json
    assert len(items) == 21
    for item in items:
        guide = ask("GET", f"/items/{item['code']}", "/items/{code}").json
        assert len(guide["disclosures"]) == 7
    assert ask("GET", "/items", query_string={"q": "补卡"}).json[0]["code"] == "YS-B-01"
    assert len(ask("GET", "/notices/now?screen=main").json) == 10
    assert ask("GET", "/health").json["machines"]["printer"] in ("ready", "untried")


def test_the_same_key_is_the_same_ticket_and_another_body_is_refused(ask, facts):
    first = take(ask, **{"Idempotency-Key": "k"})
    again = take(ask, **{"Idempotency-Key": "k"})
    other = take(ask, "B", **{"Idempotency-Key": "k"})

    assert again.json["id"] == first.json["id"]
    assert (other.status_code, other.json["code"]) == (409, "KeyReused")
    assert sum(fact.kind == "TicketIssued" for fact in facts()) == 1


def test_two_programs_may_use_the_same_key(client, bearer):
    numbers = [
        client.post(
            "/api/v1/tickets",
            json={"service": "A"},
            headers={**bearer("line"), "Idempotency-Key": "1"},
        ).json["number"]
        for _ in range(2)
    ]

    assert numbers == ["A001", "A002"]


@pytest.mark.parametrize(("length", "status"), [(0, 422), (1, 201), (128, 201), (129, 422)])
def test_a_key_is_as_long_as_described(application, client, length, status):
    from hall.people.actions import create_token
    from hall.people.model import Scope

    with application.hall.work() as work:
        token = create_token(work, name="x" * 64, scope=Scope.LINE)

    answer = client.post(
        "/api/v1/tickets",
        json={"service": "A"},
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "k" * length},
    )

    assert answer.status_code == status


# Who may ask.

CLOSED = [
    (method, path, needed[1])
    for path, methods in PATHS.items()
    for method, operation in methods.items()
    if (needed := re.search(r"（(\w+)）", operation["summary"]))
]
NO_TOKENS = [None, "", "Bearer", "Bearer ", "Bearer x", "Basic eDp4", "x"]


def filled(path: str) -> str:
    return "/api/v1" + path.format(ticket_id=999, name="none", code="none")


@pytest.mark.parametrize("scope", ["read", "line", "manage"])
def test_each_address_wants_its_scope(client, bearer, scope):
    scopes = ["read", "line", "manage"]
    headers = bearer(scope)

    for method, path, needed in CLOSED:
        answer = client.open(
            filled(path), method=method.upper(), headers=headers, json={"service": "none"}
        )
        enough = scopes.index(scope) >= scopes.index(needed)
        assert (answer.status_code == 403) is not enough, path
        if not enough:
            assert (answer.json["code"], answer.mimetype) == ("ScopeTooSmall", PROBLEM)


@pytest.mark.parametrize("authorization", NO_TOKENS)
def test_without_a_token_nothing_is_told(client, authorization):
    headers = {"Authorization": authorization} if authorization is not None else {}

    for method, path, _ in CLOSED:
        answer = client.open(filled(path), method=method.upper(), headers=headers)
        assert (answer.status_code, answer.mimetype) == (401, PROBLEM), path
        assert answer.json["code"] == "WrongToken"
        assert "WWW-Authenticate" in answer.headers


def test_a_cookie_is_no_token(client):
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})

    assert client.get("/api/v1/board").status_code == 401


# What cannot be answered.


def test_what_does_not_exist_is_not_found(ask):
    numbers = [("/tickets/{ticket_id}", f"/tickets/{n}") for n in (999, 0, 2**63, 10**30)]
    items = [("/items/{code}", f"/items/{code}") for code in ("none", "%00")]
    for described, path in numbers + items:
        answer = ask("GET", path, described)
        assert (answer.status_code, answer.json["code"]) == (404, "NotFound")


def test_what_cannot_be_done_to_what_does_not_exist_is_not_found(ask):
    for window in ("99", "%00", "1%0A"):
        answer = ask("POST", f"/windows/{window}/call-next", "/windows/{name}/call-next")
        assert answer.status_code == 404
    for number in (999, 2**63, 10**30):
        answer = ask("POST", f"/tickets/{number}/serve", "/tickets/{ticket_id}/serve")
        assert answer.status_code == 404
    assert take(ask, "Z").status_code == 404


JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (400, b"{", JSON),
        (400, b"", JSON),
        (400, b"\xff\xfe", JSON),
        (400, b'{"service": "A"', JSON),
        (400, b"[" * 30_000, JSON),
        (415, b'{"service": "A"}', {}),
        (415, b"service=A", {"Content-Type": "application/x-www-form-urlencoded"}),
        (422, b"[]", JSON),
        (422, b"null", JSON),
        (422, b'"A"', JSON),
        (422, b"{}", JSON),
        (422, b'{"service": 1}', JSON),
        (422, b'{"service": null}', JSON),
        (422, b'{"service": "A", "extra": "x"}', JSON),
        (422, b'{"service": "A", "item": ["x"]}', JSON),
        (404, b'{"service": "A", "item": "none"}', JSON),
        (422, b'{"service": "\\ud800"}', JSON),
        (422, b'{"service": "A", "item": "\\udfff"}', JSON),
        (422, b'{"service": "\\u0000"}', JSON),
        (413, b'{"service": "' + b"A" * 1_000_000 + b'"}', JSON),
    ],
    ids=range(20),
)
def test_a_body_that_cannot_be_used_is_refused_and_writes_nothing(
    ask, facts, status, body, headers
):
    before = len(facts())

    answer = ask("POST", "/tickets", data=body, headers=headers)

    assert answer.status_code == status
    assert len(facts()) == before


@pytest.mark.parametrize("after", ["-1", "x", "", "1.5", "１", "%00"])
def test_a_journal_position_that_is_none_is_refused(ask, after):
    assert ask("GET", f"/journal?after={after}").status_code == 422


@pytest.mark.parametrize("after", [2**63 - 1, 2**63, 10**30, 10**999])
def test_behind_the_end_of_the_journal_there_is_nothing(ask, after):
    assert ask("GET", f"/journal?after={after}").json == []


def test_an_absurdly_long_position_is_refused(ask):
    assert ask("GET", f"/journal?after={'9' * 5000}").status_code == 422


def test_the_journal_is_read_in_pages_of_a_thousand_that_hold_together(application, ask):
    with application.hall.work() as work:
        for value in range(1_500):
            work.record(SettingChanged(name="x", value=str(value)))

    rows: list[dict] = []
    sizes = []
    while page := ask("GET", f"/journal?after={len(rows)}").json:
        sizes.append(len(page))
        rows += page
        assert len(rows) < 2_000

    assert sizes[0] == 1_000
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    for before, row in zip([{"hash": journal.FIRST_PREVIOUS}, *rows], rows, strict=False):
        assert row["previous"] == before["hash"]
        spelled = journal.fingerprint(
            row["previous"], row["seq"], datetime.fromisoformat(row["at"]), row["actor"],
            row["kind"], row["details"],
        )  # fmt: skip
        assert spelled == row["hash"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_an_unknown_method_is_a_problem_too(client, method):
    for path in ("/board", "/tickets", "/windows/1/call-next", "/nothing"):
        answer = client.open(f"/api/v1{path}", method=method)
        assert answer.status_code in (404, 405)
        assert answer.mimetype == PROBLEM
        assert answer.json["code"]


def test_without_kept_hours_nothing_opens(ask):
    assert all("opens" not in each for each in ask("GET", "/services").json)


def test_a_service_says_whether_its_number_is_given_and_why_not(ask, application, clock):
    assert all(each["takeable"] and "reason" not in each for each in ask("GET", "/services").json)
    with application.hall.work("staff:1") as work:
        work.session.execute(
            delete(window_service).where(
                window_service.c.service_id == queries.service_by_prefix(work.session, "A").id
            )
        )
        change_setting(work, "keep_hours", "yes")
    clock.now = datetime(2025, 3, 3, 5, 0, tzinfo=UTC)  # one o'clock in the hall

    for found in (ask("GET", "/services").json, ask("GET", "/board").json["services"]):
        why = {each["prefix"]: (each["takeable"], each["reason"]) for each in found}
        assert why["A"] == (False, "NobodyServes")
        assert why["B"] == (False, "NotOpen")
    for prefix, (_, reason) in why.items():
        assert ask("POST", "/tickets", json={"service": prefix}).json["code"] == reason


def test_an_item_of_another_service_gives_no_number(ask):
    wrong = ask("POST", "/tickets", json={"service": "B", "item": "YS-B-01"})
    right = ask("POST", "/tickets", json={"service": "A", "item": "YS-B-01"})

    assert (wrong.status_code, wrong.json["code"]) == (409, "ItemElsewhere")
    assert right.status_code == 201


@pytest.mark.parametrize("body", [{"service": "A\x00"}, {"service": "A", "item": "\x00"}])
def test_nul_is_no_text(ask, body):
    answer = ask("POST", "/tickets", json=body)

    assert (answer.status_code, answer.json["mistake"]) == (422, "characters")


@pytest.mark.parametrize("path", ["/items/%00", "/windows/%00/call-next", "/journal%00"])
def test_an_address_with_nul_is_of_nothing(client, bearer, path):
    method = "POST" if "call-next" in path else "GET"

    answer = client.open(f"/api/v1{path}", method=method, headers=bearer("manage"))

    assert (answer.status_code, answer.json["code"]) == (404, "NotFound")


def test_null_for_what_is_needed_is_asked_for_and_not_left_out(ask):
    needed = ask("POST", "/tickets", json={"service": None}).json
    optional = ask("POST", "/tickets", json={"service": "A", "item": None}).json

    assert (needed["mistake"], optional["mistake"]) == ("null", "null")
    assert "请填上内容" in needed["detail"]
    assert "不填时请不要写这一项" in optional["detail"]


def test_a_closed_service_says_so_and_gives_programs_no_number(ask, application, clock):
    with application.hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
    assert {each["standing"] for each in ask("GET", "/services").json} == {"open"}
    clock.now = datetime(2025, 3, 3, 5, 0, tzinfo=UTC)  # one o'clock in the hall

    found = ask("GET", "/services").json[0]
    refused = ask("POST", "/tickets", json={"service": "A"})

    assert (found["standing"], found["opens"]) == ("later", "2025-03-03T14:30:00+08:00")
    assert (refused.status_code, refused.json["code"]) == (409, "NotOpen")
    assert refused.json["opens"] == found["opens"]
