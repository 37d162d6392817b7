"""Where one is signed in: seen, and ended everywhere, by oneself and by the director."""

import re

import pytest

from hall.people.sign_in_ages import SignInWorker
from hall.people.sign_ins import sign_in_of, sign_ins_of
from hall.settings import number_setting
from web.sign_in import COOKIE


def stolen(client):
    """The cookie of a browser, as somebody else has it."""
    return client.get_cookie(COOKIE).value


def with_cookie(application, token):
    thief = application.app.test_client()
    thief.set_cookie(COOKIE, token)
    return thief


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(application, as_):
    director = as_("jia")
    thief = with_cookie(application, stolen(director))
    assert thief.get("/office").status_code == 200

    director.post("/sign-out")

    assert thief.get("/office").status_code == 302
    assert director.post("/sign-out").status_code == 302  # pressed twice


def test_signing_in_anew_ends_what_was_in_this_browser_before(application, as_):
    director = as_("jia")
    token = stolen(director)

    director.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert with_cookie(application, token).get("/office").status_code == 302
    assert stolen(director) != token


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(application):
    form = {"account": "jia", "password": "yanshi-jia"}
    cookies = (
        application.app.test_client().post("/sign-in", data=form).headers.getlist("Set-Cookie")
    )

    (held,) = (cookie for cookie in cookies if cookie.startswith(f"{COOKIE}="))
    assert "HttpOnly" in held
    assert "SameSite=Strict" in held
    assert "Max-Age=86400" in held


def test_one_sees_where_one_is_signed_in_and_ends_the_others(as_):
    here, there, other = as_("bing"), as_("bing"), as_("jia")
    page = here.get("/account").text
    assert page.count("127.0.0.1") == 2
    assert "这里，现在" in page

    assert here.post("/account/sign-ins/end").status_code == 303

    assert here.get("/counter").status_code == 200
    assert there.get("/counter").status_code == 302
    assert other.get("/office").status_code == 200
    assert "退出其他所有地方" not in here.get("/account").text


def test_the_director_ends_somebodys_everywhere_a_deputy_only_clerks(as_):
    director, deputy, clerk = as_("jia"), as_("yi"), as_("bing")
    assert "127.0.0.1" in director.get("/office/people/3").text

    assert clerk.post("/office/people/1/sign-ins/end").status_code == 403
    assert deputy.post("/office/people/1/sign-ins/end").status_code == 403
    assert deputy.post("/office/people/3/sign-ins/end").status_code == 303
    assert clerk.get("/counter").status_code == 302
    assert director.post("/office/people/2/sign-ins/end").status_code == 303
    assert deputy.get("/office").status_code == 302
    assert director.post("/office/people/99/sign-ins/end").status_code == 404


def test_how_long_is_set_by_the_director(as_, application):
    director, deputy = as_("jia"), as_("yi")
    page = director.get("/office/people").text
    limits = dict(re.findall(r'name="(\w+(?:minutes|hours))" value="(\d+)"', page))
    assert len(limits) == 4

    changed = limits | {"manager_idle_minutes": "30"}
    assert deputy.post("/office/people/sign-in-limits", data=changed).status_code == 403
    assert director.post("/office/people/sign-in-limits", data=changed).status_code == 303
    wrong = limits | {"manager_idle_minutes": "1"}
    assert director.post("/office/people/sign-in-limits", data=wrong).status_code == 422
    with application.hall.read() as snapshot:
        assert number_setting(snapshot.session, "manager_idle_minutes") == 30


@pytest.mark.parametrize("counts", [True, False])
def test_a_page_that_renews_itself_is_nobody_at_work(as_, application, clock, counts):
    clerk = as_("bing")
    use = application.app.extensions["app_context"].sign_in_use
    worker = SignInWorker(application.hall, use)
    headers = {} if counts else {"X-Fragment": "yes"}
    for _ in range(9):
        clock.advance(minutes=30)
        worker.run_once()
        clerk.get("/counter", headers=headers)
    worker.run_once()

    with application.hall.read() as snapshot:
        assert len(sign_ins_of(snapshot.session, 3)) == counts
        assert sign_in_of(snapshot.session, "no such token") is None
