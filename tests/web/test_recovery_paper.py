"""The only director's forgotten password: a sealed paper sets a new one, once."""

import re

import pytest

from hall.people.model import Role, Staff
from hall.people.queries import staff_by_account
from hall.people.recovery_paper import paper_of
from tests.web.test_first_start import PASSWORD


def make_paper(director) -> str:
    page = director.post("/office/setup/paper").text
    return re.search(r'paper__code">([^<]+)<', page)[1]


def use(application, code, *, account="jia", password=PASSWORD):
    typed = {"account": account, "code": code, "password": password, "again": password}
    return application.app.test_client().post("/account/recover", data=typed)


def sign_in(application, password):
    client = application.app.test_client()
    typed = {"account": "jia", "password": password}
    return client.post("/sign-in", data=typed).status_code


def kinds(facts) -> list[str]:
    return [type(fact).__name__ for fact in facts()]


def test_the_paper_sets_a_password_once_and_signs_everybody_out(application, as_, facts):
    director = as_("jia")
    code = make_paper(director)

    done = use(application, f" {code.lower().replace('-', ' ')}")

    assert (done.status_code, done.location) == (
        303,
        "/sign-in?account=jia&next=/office/setup",
    )
    assert "/sign-in" in director.get("/office").location
    assert sign_in(application, "yanshi-jia") == 401
    assert sign_in(application, PASSWORD) == 302
    told = kinds(facts)
    assert told.count("RecoveryPaperMade") == told.count("RecoveryPaperUsed") == 1
    refused = use(application, code, password="another-tang-1987x")
    assert refused.status_code == 409
    assert sign_in(application, PASSWORD) == 302


def test_a_new_paper_makes_the_one_before_worthless(application, as_):
    director = as_("jia")
    first, second = make_paper(director), make_paper(director)

    assert use(application, first).status_code == 409
    assert use(application, second).status_code == 303


def test_only_a_hash_is_kept_and_the_office_says_when_it_was_made_and_used(application, as_):
    director = as_("jia")
    assert "还没有做过" in director.get("/office/setup").text
    code = make_paper(director)
    assert "没有用过" in director.get("/office/setup").text

    with application.hall.read() as snapshot:
        head = staff_by_account(snapshot.session, "jia")
        assert head is not None
        kept = paper_of(snapshot.session, head.id)
        assert kept is not None
        assert kept.kept.startswith("$argon2id$")
        assert code not in kept.kept

    use(application, code)
    client = application.app.test_client()
    client.post("/sign-in", data={"account": "jia", "password": PASSWORD})
    assert "用掉了" in client.get("/office/setup").text


def test_a_poor_password_does_not_use_it_up(application, as_):
    code = make_paper(as_("jia"))

    assert use(application, code, password="12345678").status_code == 422
    assert use(application, code).status_code == 303


@pytest.mark.parametrize("account", ["bing", "nobody"])
def test_it_is_of_one_account(application, as_, account):
    code = make_paper(as_("jia"))

    assert use(application, code, account=account).status_code == 409


def test_guessing_is_slowed_for_who_guesses_and_written_down(application, as_, facts):
    code = make_paper(as_("jia"))
    wrong = [use(application, "2222-2222-2222-2222-2222").status_code for _ in range(6)]

    assert wrong == [409] * 5 + [429]
    assert kinds(facts).count("SignInRefused") == 5
    away = {"REMOTE_ADDR": "192.0.2.44"}
    typed = {"account": "jia", "code": code, "password": PASSWORD, "again": PASSWORD}
    other = application.app.test_client()
    assert other.post("/account/recover", data=typed, environ_overrides=away).status_code == 303


def test_whoever_is_director_no_longer_has_a_paper_no_longer(application, as_):
    code = make_paper(as_("jia"))
    with application.hall.work("installer") as work:
        head = staff_by_account(work.session, "jia")
        assert isinstance(head, Staff)
        head.role = Role.CLERK

    assert use(application, code).status_code == 409


def test_only_a_director_makes_one(as_):
    assert as_("yi").post("/office/setup/paper").status_code == 403
    assert as_("bing").post("/office/setup/paper").status_code == 403
