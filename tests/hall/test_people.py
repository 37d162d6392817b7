"""Who may come in: staff with a password, programs with a token; neither is kept as typed."""

import json
from collections import Counter
from contextlib import suppress
from threading import Thread

import pytest
from sqlalchemy import event

from hall import journal
from hall.attendance.actions import clock_by_pin
from hall.demo_data.load import PIN
from hall.errors import AlreadyThere, Malformed, SecretClosed, TooManyTries, WrongPassword
from hall.events import LockoutLifted, SignedIn, SignInRefused
from hall.people.actions import create_token, join_staff, lift_lockout, lockouts_of, sign_in
from hall.people.credentials import digest, fits, hashing_turns, kept_password, kept_pin
from hall.people.guessable import is_guessable
from hall.people.model import Role, Scope, Token
from hall.people.queries import agent_has_too_much, staff_by_account, token_of
from hall.people.staff_register import change_password

RIGHT = "yanshi-bing"
MANY_TIMES_A_LOOK = 0.5  # seconds


def everything_written(hall) -> str:
    with hall.read() as snapshot:
        rows = [[row.actor, row.kind, row.details] for row in journal.after(snapshot.session, 0)]
    return json.dumps(rows, ensure_ascii=False)


def wrong(hall, account="bing", password="wrong-password"):
    with pytest.raises(WrongPassword):
        sign_in(hall, account, password)


def test_the_right_password_lets_in(hall, facts):
    staff = sign_in(hall, "bing", RIGHT)

    assert (staff.name, staff.is_manager) == ("演示员丙", False)
    assert facts()[-1] == SignedIn(staff.id)


def test_a_wrong_password_and_an_unknown_account_are_refused_alike(hall, facts):
    wrong(hall)
    wrong(hall, account="nobody")

    assert facts()[-2:] == [SignInRefused(3), SignInRefused(None)]


def test_an_unknown_account_costs_what_a_known_one_costs(hall):
    """The same statements and commits, so the same time; and it is closed after as many tries."""

    def asked(account):
        said = []

        def note(*given):
            said.append(given[2].split()[:3])

        with hall.read() as snapshot:
            engine = snapshot.session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        wrong(hall, account=account)
        event.remove(engine, "before_cursor_execute", note)
        return said

    assert asked("bing") == asked("nobody")
    for account in ("bing", "nobody"):
        for _ in range(4):
            wrong(hall, account=account)
        with pytest.raises(TooManyTries) as refused:
            sign_in(hall, account, RIGHT)
        assert refused.value.details == {"seconds": 60}


@pytest.mark.parametrize("password", ["", RIGHT.upper(), RIGHT + " ", "246810", "\x00", "x" * 9999])
def test_nothing_but_the_password_lets_in(hall, password):
    wrong(hall, password=password)


def test_five_failures_in_a_row_close_the_account_for_a_minute(hall, clock):
    for _ in range(5):
        wrong(hall)

    with pytest.raises(TooManyTries):
        sign_in(hall, "bing", RIGHT)
    assert sign_in(hall, "ding", "yanshi-ding")
    clock.advance(seconds=60)
    assert sign_in(hall, "bing", RIGHT)


def test_a_success_forgives_the_failures_before(hall):
    for _ in range(3):
        for _ in range(4):
            wrong(hall)
        assert sign_in(hall, "bing", RIGHT)


@pytest.mark.parametrize("days", [-365, 365])
def test_a_clock_that_is_set_neither_opens_nor_closes_an_account(hall, clock, days):
    for _ in range(5):
        wrong(hall)
    clock.jump(days=days)
    with pytest.raises(TooManyTries):
        sign_in(hall, "bing", RIGHT)
    clock.advance(seconds=60)
    assert sign_in(hall, "bing", RIGHT)


def test_nobody_is_locked_out_from_another_address(hall):
    """Five wrong tries a minute kept a director out for as long as somebody liked."""
    for _ in range(3):
        with suppress(WrongPassword, TooManyTries):
            for _ in range(50):
                sign_in(hall, "jia", "guess", "192.0.2.66")

    assert sign_in(hall, "jia", "yanshi-jia", "192.0.2.2")


def test_pins_and_passwords_are_counted_apart(hall):
    for _ in range(5):
        with pytest.raises(WrongPassword):
            clock_by_pin(hall, 3, "000000")
    with pytest.raises(TooManyTries):
        clock_by_pin(hall, 3, PIN)

    assert sign_in(hall, "bing", RIGHT)


def test_two_hundred_guesses_at_once_are_five(hall):
    """A try is counted before it is looked at."""
    refusals = []

    def guess():
        try:
            sign_in(hall, "bing", "guess", "192.0.2.66")
        except (WrongPassword, TooManyTries) as error:
            refusals.append(type(error))

    guessing = [Thread(target=guess) for _ in range(200)]
    for thread in guessing:
        thread.start()
    for thread in guessing:
        thread.join()

    assert Counter(refusals) == {WrongPassword: 5, TooManyTries: 195}


def test_staff_lift_what_many_addresses_closed(hall, facts):
    for number in range(10):
        for _ in range(5):
            with pytest.raises(WrongPassword):
                sign_in(hall, "bing", "guess", source=f"192.0.2.{number}")
    with pytest.raises(SecretClosed):
        sign_in(hall, "bing", RIGHT, source="198.51.100.1")
    with hall.read() as snapshot:
        staff = staff_by_account(snapshot.session, "bing")
    assert [standing.is_closed for standing in lockouts_of(hall, staff)] == [True, False]

    lift_lockout(hall, staff, "staff:1")

    assert sign_in(hall, "bing", RIGHT, source="198.51.100.1")
    assert LockoutLifted(staff.id) in facts()


def test_a_new_password_is_open_whoever_set_it(hall):
    """``hall user password`` runs beside the server, and only the database joins them."""
    for number in range(10):
        for _ in range(5):
            with pytest.raises(WrongPassword):
                sign_in(hall, "bing", "guess", source=f"192.0.2.{number}")
    with hall.work("installer") as work:
        change_password(work, staff_by_account(work.session, "bing"), kept_password("new-password"))

    assert sign_in(hall, "bing", "new-password", source="192.0.2.1")


def test_passwords_pins_and_tokens_never_reach_the_journal(hall):
    sign_in(hall, "bing", RIGHT)
    wrong(hall, password="typed-by-mistake")
    with hall.work("installer") as work:
        staff = join_staff(
            work, account="new", name="新来的", role=Role.CLERK, kept=kept_password("secret-enough")
        )
        staff.pin = kept_pin("135791")
        token = create_token(work, name="county", scope=Scope.READ)

    written = everything_written(hall)

    for secret in (RIGHT, "typed-by-mistake", "secret-enough", "135791", token, "新来的"):
        assert secret not in written
    with hall.read() as snapshot:
        kept = staff_by_account(snapshot.session, "new")
        assert kept.password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert kept.pin.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_of_a_token_only_the_digest_is_kept(hall):
    with hall.work("installer") as work:
        bearer = create_token(work, name="county", scope=Scope.LINE)

    with hall.read() as snapshot:
        kept = snapshot.session.query(Token).one()
        assert kept.digest == digest(bearer)
        assert bearer not in repr(vars(kept))
        assert token_of(snapshot.session, bearer).scope is Scope.LINE
        assert token_of(snapshot.session, bearer + "x") is None


def test_each_scope_includes_the_ones_before_but_that_of_machines_alone():
    assert [[each.includes(other) for other in Scope] for each in Scope] == [
        [True, False, False, False],  # device
        [False, True, False, False],
        [False, True, True, False],
        [True, True, True, True],
    ]


@pytest.mark.parametrize(
    ("given", "too_much"),
    [([], False), ([Scope.LINE], False), ([Scope.MANAGE], True),
     ([Scope.MANAGE, Scope.DEVICE], False)],
)  # fmt: skip
def test_an_agent_that_can_only_have_a_token_for_everything_is_seen(hall, given, too_much):
    with hall.work("installer") as work:
        for scope in given:
            create_token(work, name=scope, scope=scope)

    with hall.read() as snapshot:
        assert agent_has_too_much(snapshot.session) is too_much


@pytest.mark.parametrize(
    "wrong",
    [{"account": "B"}, {"account": "x" * 33}, {"account": "bing\n"}, {"name": " "}],
)  # fmt: skip
def test_staff_without_usable_particulars_are_refused(hall, facts, wrong):
    before = facts()
    right = {"account": "new", "name": "新", "role": Role.CLERK, "kept": "$argon2id$"}

    with pytest.raises(Malformed), hall.work() as work:
        join_staff(work, **{**right, **wrong})

    assert facts() == before


def test_an_account_is_given_once(hall):
    with pytest.raises(AlreadyThere), hall.work() as work:
        join_staff(work, account="bing", name="丙", role=Role.CLERK, kept="$argon2id$")


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "12345a", "１２３４５６", "123456\n", "", "123456", "666666"]
)
def test_a_pin_is_six_digits(pin):
    with pytest.raises(Malformed):
        kept_pin(pin)


def test_a_password_has_a_length():
    with pytest.raises(Malformed):
        kept_password("1234567")


@pytest.mark.parametrize(
    "secret",
    ["12345678", "87654321", "1234567890", "11111111", "12121212", "12341234", "abc12345",
     "qwertyui", "Password", "admin888", "123456", "654321", "000000", "112211", "123123",
     "admin@2026", "Password1!", "zwfw2025", "dating123", "19880808", "woaini2024", "qwe123!@#",
     "2026abc", "mima@123"],
)  # fmt: skip
def test_what_anybody_would_try_first_is_no_secret(secret):
    assert is_guessable(secret)


@pytest.mark.parametrize(
    "secret", ["yanshi-jia", "long enough", "135792", "180417", "Qj7-lake", "admiral-2026-x"]
)
def test_other_secrets_are_let_be(secret):
    assert not is_guessable(secret)


@pytest.mark.parametrize(
    "secret", ["liming2026", "li.ming@1", "07340000000", "Li.Ming#88", "123liming"]
)
def test_what_everybody_knows_of_somebody_is_no_secret(secret):
    about = ["li.ming", "liming", "07340000000"]
    assert not is_guessable(secret, ()) or secret == "07340000000"
    with pytest.raises(Malformed) as refused:
        kept_password(secret, about)
    assert refused.value.details["field"] == "password_easy"


def test_at_most_two_passwords_are_looked_at_at_once() -> None:
    """Each takes 19 MiB: whoever signs in meanwhile waits."""
    kept, looked = kept_password(RIGHT), []
    waiting = Thread(target=lambda: looked.append(fits(kept, RIGHT)))
    with hashing_turns.turn(), hashing_turns.turn():
        waiting.start()
        waiting.join(MANY_TIMES_A_LOOK)
        assert waiting.is_alive()
        assert looked == []
    waiting.join()
    assert looked == [True]
