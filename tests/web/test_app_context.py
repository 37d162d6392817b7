"""What every screen passes through: refusals, origins, signing in, headers, assets."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.access import ScopeTooSmall, WrongToken
from hall import errors
from hall.machines import Fault
from web import sentences
from web.refusals import CrossSite, status_of

FRAGMENT = {"X-Fragment": "yes"}
PROBLEM = "application/problem+json"


def sign_in(client, account="bing", **more):
    form = {"account": account, "password": f"yanshi-{account}", **more}
    return client.post("/sign-in", data=form)


#: What the hall says beside the refusal, by its name.
DETAILS = {
    "UnusableFile": {"reason": "too_large", "most": 30},
    "WrongStage": {"title": "停电通知", "stage": "draft", "wanted": "approve"},
    "OwnNotice": {"title": "停电通知"},
    "OwnShortening": {"title": "停电通知"},
    "OwnImport": {"count": 2},
    "Rewritten": {"title": "停电通知"},
    "Undecided": {"title": "名单", "count": 2},
    "BlankPictures": {"title": "名单", "count": 2},
    "NothingToShow": {"title": "名单"},
    "WrongMoment": {"number": "A001", "now": "waiting", "wanted": "called"},
    "NotToday": {"number": "A001"},
    "BadTimes": {"why": "overlap", "session": "下午", "other": "上午"},
    "TimesOverlap": {
        "name": "演示员甲",
        "day": "2026-10-12",
        "session": "上午",
        "other": "夜班",
    },
    "TimetableWorked": {"name": "夏季作息"},
    "DaysPending": {"month": "2026-10", "count": 3},
    "MonthUndecided": {"month": "2026-10", "count": 3},
    "ObjectionsOpen": {"month": "2026-10", "count": 3},
    "SlipOverlaps": {
        "other": "事假",
        "begins": "2025-03-03T14:30:00+08:00",
        "ends": "2025-03-04T00:00:00+08:00",
    },
    "YearlyDaysUsedUp": {"name": "年休假", "left": 0.5, "wanted": 2.0},
    "SlipSettled": {"slip_state": "approved"},
    "MakeUpTooLate": {"days": 3},
    "MakeUpsUsedUp": {"most": 3},
    "NotYours": {"number": "A001", "window": "1"},
    "WindowPaused": {"window": "1", "reason": "开会"},
    "NotServedThere": {"window": "1", "name": "社保医保"},
    "NobodyServes": {"name": "社保医保"},
    "StillWaiting": {"name": "社保医保", "count": 3},
    "StillInUse": {"name": "3"},
    "TooSoon": {"number": "A001", "seconds": 5},
    "CalledEnough": {"number": "A001", "times": 3},
    "NothingToUndo": {"number": "A001"},
    "WindowBusy": {"number": "A001", "window": "1", "other": "A002"},
    "OutOfDate": {"number": "A001", "now": "called"},
    "TooOften": {"seconds": 5},
    "ThereAgain": {"key": "staff/3"},
    "TooBusy": {"seconds": 200},
    "TooManyTries": {"seconds": 60},
    "SecretClosed": {"seconds": 600},
    "TooManyCards": {"minutes": 10},
    "Attended": {"window": "1"},
    "NotOpen": {"name": "社保医保", "opens": "2025-03-03T14:30:00+08:00"},
    "TooLate": {"name": "社保医保", "opens": None},
    "QuotaFull": {"name": "社保医保", "half": "morning", "opens": None},
    "NoPlaceSoon": {"name": "社保医保"},
    "AlreadyOpen": {"name": "社保医保"},
    "CodesClosed": {"seconds": 60},
    "WorkbookRefused": {"count": 2, "problems": []},
    "SlipEarly": {"opens": "2025-03-03T14:30:00+08:00"},
    "SlipExpired": {"opens": "2025-03-03T14:30:00+08:00"},
    "SlipUsed": {"number": "A001"},
    "NumberOver": {"number": "A001", "now": "finished"},
    "ItemElsewhere": {"item": "社保卡", "name": "户籍"},
    "OldNumber": {"number": "A001"},
    "NotLeftOver": {"number": "A001"},
    "NotToBeRated": {"number": "A001"},
    "AlreadyRated": {"number": "A001"},
    "ScopeTooSmall": {"needed": "line", "has": "read"},
}


def refusals() -> list[errors.HallError]:
    """One of each kind, with the details that the hall gives it."""
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.HallError)
    ]
    kinds = [*kinds, WrongToken, ScopeTooSmall, CrossSite]
    abstract = (errors.HallError, errors.RuleBroken)
    return [kind(**DETAILS.get(kind.__name__, {})) for kind in kinds if kind not in abstract]


@pytest.mark.parametrize("error", refusals(), ids=lambda error: error.code)
def test_every_refusal_is_a_chinese_sentence_with_a_status(error):
    sentence = sentences.refusal(error)

    assert re.search("[\u4e00-\u9fff]", sentence)
    assert sentence.endswith("。")
    assert "{" not in sentence
    assert 400 < status_of(error) <= 503


@pytest.mark.parametrize("field", sentences.MALFORMED)
def test_every_malformed_field_says_what_it_should_be(field):
    bounds = {
        "word": "x",
        "known": "y",
        "least": 1,
        "most": 9,
        "largest": 9,
        "shortest": 8,
        "longest": 20,
        "said": 7,
        "read": 2,
    }
    error = errors.Malformed(field=field, line=3, digits=6, **bounds)

    assert sentences.refusal(error) != sentences.REFUSALS["Malformed"]
    assert "{" not in sentences.refusal(error)


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_is_a_sentence(fault):
    assert sentences.fault(fault).endswith("。")


def test_a_refusal_is_a_page_a_fragment_or_a_problem_as_it_was_asked_for(client):
    page = client.get("/kiosk/tickets/nothing")
    fragment = client.get("/kiosk/tickets/nothing", headers=FRAGMENT)
    problem = client.get("/api/v1/nothing")

    assert [each.status_code for each in (page, fragment, problem)] == [404, 404, 404]
    assert "没有找到" in page.text
    assert "<html" in page.text
    assert "没有找到" in fragment.text
    assert "<html" not in fragment.text
    assert problem.mimetype == PROBLEM
    assert problem.json["code"] == "NotFound"


def test_a_refused_form_is_a_fragment_for_the_script_that_sent_it(client):
    sign_in(client)
    client.post("/counter/1/sit")

    answer = client.post("/counter/1/call-next", headers=FRAGMENT)

    assert answer.status_code == 409
    assert "现在没有人在等候这个窗口的业务。" in answer.text
    assert "<html" not in answer.text


def test_a_mistake_of_ours_is_told_as_such_and_betrays_nothing(application, client, caplog):
    application.app.testing = False
    application.app.view_functions["web.directory"] = lambda: 1 / 0

    answer = client.get("/")

    assert answer.status_code == 500
    assert "系统出了差错" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, True),
        ({"Sec-Fetch-Site": "same-site"}, True),
        ({"Sec-Fetch-Site": ""}, True),
        ({"Origin": "http://localhost"}, False),
        ({"Origin": "http://evil.example"}, True),
        ({"Origin": "http://localhost.evil.example"}, True),
        ({"Origin": "http://localhost:81"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "http://["}, True),
        ({"Origin": ""}, True),
    ],
)
def test_only_our_own_pages_may_change_anything(client, facts, headers, refused):
    answer = client.post("/kiosk/tickets", data={"service": "A"}, headers=headers)

    assert (answer.status_code == 403) is refused
    assert any(fact.kind == "TicketIssued" for fact in facts()) is not refused


def test_reading_is_allowed_from_anywhere(client):
    assert client.get("/kiosk", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/", "/kiosk", "/kiosk/take", "/display", "/display/_calls", "/timeclock", "/sign-in",
     "/nothing", "/api/v1/health", "/office", "/static/../app.py"],
)  # fmt: skip
def test_every_answer_is_sealed_and_never_kept(client, path):
    headers = client.get(path).headers

    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    cookie = sign_in(client).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_style_sheets_are_kept_for_ever_and_missing_ones_are_not(client):
    address = re.search(r"/assets/[^\"]+\.css", client.get("/").text)[0]

    kept, missing = client.get(address), client.get("/assets/x/css/nothing.css")

    assert "immutable" in kept.headers["Cache-Control"]
    assert missing.status_code == 404
    assert missing.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/assets/x/../app.py", "/assets/x/%2e%2e/app.py"])
def test_nothing_but_the_static_folder_is_served(client, path):
    assert client.get(path).status_code == 404


# Signing in.


def test_who_signs_in_goes_where_they_wanted(client):
    asked = client.get("/counter?x=1")
    assert asked.status_code == 302
    assert asked.location == "/sign-in?next=/counter?x%3D1"

    assert sign_in(client, next="/counter?x=1").location == "/counter?x=1"


def test_who_was_signed_out_meanwhile_comes_back_to_a_page_not_to_the_button(client):
    asked = client.post("/counter/1/call-next")

    assert asked.location == "/sign-in?next=/counter"


def test_a_wrong_password_keeps_the_account_and_says_so(client):
    answer = sign_in(client, password="wrong")

    assert answer.status_code == 401
    assert "账号或密码不对" in answer.text
    assert 'value="bing"' in answer.text
    assert client.get("/counter").status_code == 302


def test_signing_out_ends_it(client):
    sign_in(client)
    assert client.get("/counter").status_code == 200

    client.post("/sign-out")

    assert client.get("/counter").status_code == 302


def test_a_cookie_of_somebody_who_is_gone_or_forged_is_nobodys(application, client):
    with client.session_transaction() as session:
        session["staff_id"] = 999
    assert client.get("/counter").status_code == 302

    client.set_cookie("hall", "eyJzdGFmZl9pZCI6MX0.forged.forged")
    assert client.get("/office").status_code == 302


def leads_elsewhere(location: str) -> bool:
    """As a browser reads it: backslashes are slashes, tabs and line ends are nothing."""
    seen = re.sub(r"^[\x00-\x20]+|[\t\r\n]", "", location).replace("\\", "/")
    return not seen.startswith("/") or seen.startswith("//")


ELSEWHERE = [
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example",
    "/\\\\evil.example", "http://evil.example", "http:evil.example", "https:/evil.example",
    "javascript:alert(1)", " //evil.example", "\t//evil.example", "/\t/evil.example",
    "/\r\n/evil.example", "/\n//evil", "evil.example", "//[", "http://[", "\x00//evil", "?x", "",
]  # fmt: skip


def test_signing_in_leads_nowhere_else(client):
    for elsewhere in ELSEWHERE:
        assert not leads_elsewhere(sign_in(client, next=elsewhere).location), elsewhere
        assert client.get("/sign-in", query_string={"next": elsewhere}).status_code == 200


def test_a_page_of_ours_named_after_a_strange_host_is_not_what_was_wanted(client):
    for elsewhere in ("//evil.example/counter", "http://evil.example/counter", "x:/counter"):
        assert sign_in(client, next=elsewhere).location == "/"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example("///evil")
@example("/\\\\evil")
@given(st.text(st.sampled_from("/\\:.@?#[]%\t\r\n\x00 ehvil"), max_size=12))
def test_no_address_whatsoever_leads_elsewhere(application, address):
    from web.views import _within

    inside = _within(address)

    assert inside == "" or not leads_elsewhere(inside)


def test_a_doubled_slash_does_not_redirect_to_another_host(client):
    answer = client.get("/", environ_overrides={"PATH_INFO": "//evil.example/kiosk"})

    assert not (answer.location or "/").startswith(("//", "http://evil"))


@pytest.mark.parametrize("path", ["/%00/x", "/../x", "/%2e%2e/x", "/" + "x" * 5000, "/%ff", "//"])
def test_a_strange_address_is_not_found(client, path):
    assert client.get(path, follow_redirects=True).status_code in (200, 404)
