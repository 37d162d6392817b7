"""A director's second factor: RFC 6238, offline, once each; and the ways in without the phone."""

import re
from types import SimpleNamespace

import pytest

from hall import events
from hall.column_seal import ColumnSeal
from hall.errors import CodeNeeded, SealingKeyLost, TooManyTries, WrongFactor
from hall.guess_rules import PASSWORD as RULE
from hall.people.actions import sign_in
from hall.people.queries import staff_by_account
from hall.people.second_factor import (
    STEP_SECONDS,
    app_of,
    seal_what_is_plain,
    sealed_with_another_key,
    second_factor_of,
    secret_of,
    take_off,
)

PASSWORD = "yanshi-jia"
#: RFC 6238, appendix B, SHA-1; the last six digits of eight.
VECTORS = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}


@pytest.mark.parametrize("seconds", VECTORS)
def test_codes_are_those_of_the_standard(seconds):
    assert app_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").generate(seconds).decode() == VECTORS[seconds]


@pytest.fixture
def phone(application, clock):
    """What the director's app shows, so many steps from now."""

    def shows(steps=0):
        with application.hall.read() as snapshot:
            factor = second_factor_of(snapshot.session, 1)
        moment = int(clock.now.timestamp()) + steps * STEP_SECONDS
        return app_of(secret_of(factor, application.hall.seal)).generate(moment).decode()

    return shows


@pytest.fixture
def papers(as_, phone, clock):
    """The director's, set up on their own page."""
    director = as_("jia")
    director.post("/account/second-factor")
    page = director.get("/account").text
    assert "data:image/png" in page
    wrong = {"password": "wrong", "code": phone()}
    assert director.post("/account/second-factor/confirm", data=wrong).status_code == 422
    wrong = {"password": PASSWORD, "code": "000000"}
    refused = director.post("/account/second-factor/confirm", data=wrong)
    assert (refused.status_code, "动态码不对" in refused.text) == (422, True)
    given = {"password": PASSWORD, "code": phone()}
    page = director.post("/account/second-factor/confirm", data=given).text
    codes = re.findall(r"<code>([0-9a-f-]+)</code>", page)
    assert len(set(codes)) == 10
    clock.advance(minutes=2)
    return codes


def enter(client, code="", password=PASSWORD):
    return client.post("/sign-in", data={"account": "jia", "password": password, "code": code})


def test_the_password_alone_opens_nothing_any_more(client, papers, phone):
    assert "动态码" in client.get("/sign-in").text
    refused = enter(client)
    assert (refused.status_code, "要动态码" in refused.text) == (401, True)
    assert client.get("/office").status_code == 302

    assert enter(client, phone()).status_code == 302
    assert client.get("/office").status_code == 200


def test_a_code_is_taken_once_with_a_step_either_way(client, papers, phone, clock):
    assert enter(client, phone(-2)).status_code == 401
    assert enter(client, phone(2)).status_code == 401
    code = phone(-1)
    assert enter(client, code).status_code == 302
    assert enter(client, code).status_code == 401
    assert enter(client, phone(1)).status_code == 302
    assert enter(client, phone(0)).status_code == 401  # older than one that was taken


def test_a_code_from_paper_is_used_up_and_journalled(client, papers, facts, application):
    assert enter(client, papers[0].upper().replace("-", " ")).status_code == 302
    assert enter(client, papers[0]).status_code == 401
    assert "还剩 9 个" in client.get("/account").text
    told = facts()
    assert events.SecondFactorSet(staff_id=1) in told
    assert events.PaperCodeUsed(staff_id=1) in told


def test_while_the_clock_is_doubted_paper_is_the_way_in(client, papers, phone, clock):
    clock.jump(days=900)

    refused = enter(client, phone())
    assert "时间还没有核对" in refused.text
    assert enter(client, papers[1]).status_code == 302


def test_guessing_codes_closes_the_account_whatever_is_typed_between(application, papers):
    for wrong in range(1, RULE.free + 1):
        with pytest.raises(WrongFactor):
            sign_in(application.hall, "jia", PASSWORD, "123000")
        with pytest.raises(CodeNeeded if wrong < RULE.free else TooManyTries):
            sign_in(application.hall, "jia", PASSWORD, "")

    for code in ("", papers[0], "123000"):
        with pytest.raises(TooManyTries):
            sign_in(application.hall, "jia", PASSWORD, code)


def test_it_is_taken_off_with_the_password_or_on_the_server(client, papers, phone, application):
    enter(client, phone())
    assert client.post("/account/second-factor/take-off", data={"password": "x"}).status_code == 422
    assert client.post("/account/second-factor", data={}).status_code == 403  # it has one
    with application.hall.work("installer") as work:
        take_off(work, 1)
        take_off(work, 1)  # pressed twice

    assert enter(application.app.test_client()).status_code == 302


def test_who_may_not_enter_the_office_is_offered_none(as_):
    staff = as_("bing")
    assert "动态码" not in staff.get("/account").text
    assert staff.post("/account/second-factor").status_code == 403


FIRST = "/account#second-factor"


def set_up(client, account, application, clock):
    client.post("/account/second-factor")
    with application.hall.read() as snapshot:
        person = staff_by_account(snapshot.session, account)
        factor = second_factor_of(snapshot.session, person.id)
        app = app_of(secret_of(factor, application.hall.seal))
    code = app.generate(int(clock.now.timestamp())).decode()
    given = {"password": f"yanshi-{account}", "code": code}
    assert client.post("/account/second-factor/confirm", data=given).status_code == 200


def test_a_code_that_is_demanded_is_set_up_before_anything_else(as_, application, clock, facts):
    director, signed_in = as_("jia"), as_("yi")
    director.post("/office/people/demanded-codes", data={"demanded": "on"})
    assert events.SettingChanged(name="managers_need_code", value="yes") in facts()
    assert signed_in.get("/office").status_code == 200  # nobody is stopped in the midst of it

    deputy = application.app.test_client()
    answer = deputy.post("/sign-in", data={"account": "yi", "password": "yanshi-yi"})
    assert answer.headers["Location"] == FIRST
    for path in ("/office", "/office/people", "/me", "/counter"):
        assert deputy.get(path).headers["Location"] == FIRST
    assert deputy.get("/office/_today", headers={"X-Fragment": "1"}).status_code == 403
    assert deputy.post("/office/people", data={}).headers["Location"] == FIRST
    assert "主任要求" in deputy.get("/account").text

    set_up(deputy, "yi", application, clock)
    assert deputy.get("/office").status_code == 200
    assert as_("bing").get("/counter").status_code == 200  # clerks need none


def test_who_takes_it_off_while_it_is_demanded_sets_it_up_again_first(as_, application, clock):
    director = as_("jia")
    director.post("/office/people/demanded-codes", data={"demanded": "on"})
    set_up(director, "jia", application, clock)

    director.post("/account/second-factor/take-off", data={"password": PASSWORD})

    assert director.get("/office").headers["Location"] == FIRST


def test_only_the_director_demands_codes_and_takes_the_demand_back(as_, facts):
    before = facts()

    assert as_("yi").post("/office/people/demanded-codes", data={}).status_code == 403

    assert "SettingChanged" not in {fact.kind for fact in facts()[len(before) :]}


def test_while_the_clock_is_doubted_nobody_is_kept_from_setting_it_right(as_, application, clock):
    as_("jia").post("/office/people/demanded-codes", data={"demanded": "on"})
    clock.jump(days=900)

    assert as_("jia").get("/office").status_code == 200


def test_the_server_takes_a_lost_code_off_and_the_demand_stays(as_, application, clock):
    director = as_("jia")
    director.post("/office/people/demanded-codes", data={"demanded": "on"})
    set_up(director, "jia", application, clock)
    with application.hall.work("installer") as work:
        take_off(work, 1)

    anew = application.app.test_client()

    assert enter(anew).headers["Location"] == FIRST


def kept(application):
    with application.hall.read() as snapshot:
        return second_factor_of(snapshot.session, 1).secret


def test_the_secret_of_the_app_does_not_stand_in_the_database(application, papers):
    plain = secret_of(SimpleNamespace(staff_id=1, secret=kept(application)), application.hall.seal)

    assert kept(application).startswith("sealed:")
    assert plain not in kept(application)


def test_what_an_older_version_kept_in_the_clear_counts_and_is_sealed(
    client, application, papers, phone
):
    with application.hall.work() as work:
        factor = second_factor_of(work.session, 1)
        factor.secret = secret_of(factor, application.hall.seal)
    assert enter(client, phone()).status_code == 302

    seal_what_is_plain(application.hall)

    assert kept(application).startswith("sealed:")
    code = phone(1)
    assert enter(client, code).status_code == 302


def test_a_secret_opens_in_no_other_row(application, papers):
    factor = SimpleNamespace(staff_id=2, secret=kept(application))

    with pytest.raises(SealingKeyLost):
        secret_of(factor, application.hall.seal)


def test_without_the_key_the_factor_stays_on_and_paper_is_the_way_in(
    client, application, papers, phone
):
    code = phone()
    application.hall.seal = ColumnSeal("another secret.key")
    with application.hall.read() as snapshot:
        assert sealed_with_another_key(snapshot.session, application.hall.seal) == ["jia"]

    for typed in (code, "123456"):
        refused = enter(client, typed)
        assert (refused.status_code, "secret.key" in refused.text) == (401, True)
    assert client.get("/office").status_code == 302
    assert enter(client).status_code == 401

    assert enter(client, papers[0]).status_code == 302
    client.post("/account/second-factor/take-off", data={"password": PASSWORD})
    client.post("/account/second-factor")
    code = phone()
    given = {"password": PASSWORD, "code": code}
    assert client.post("/account/second-factor/confirm", data=given).status_code == 200


def test_what_was_proposed_under_a_lost_key_is_proposed_anew(as_, application):
    director = as_("jia")
    director.post("/account/second-factor")
    application.hall.seal = ColumnSeal("another secret.key")
    assert "data:image/png" not in director.get("/account").text

    director.post("/account/second-factor")

    assert "data:image/png" in director.get("/account").text
