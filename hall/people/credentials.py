"""Passwords, PINs and tokens: what is kept of them is never what was typed."""

import re
import secrets
from collections.abc import Collection
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hall.errors import Malformed
from hall.people.guessable import is_guessable
from hall.turns import Turns

SHORTEST_PASSWORD = 8
PIN_DIGITS = 6

#: OWASP's second recommendation (19 MiB, 2 passes): some 30 ms on a small computer.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: At most two at once: each takes 19 MiB, and two hundred sign-ins took 1.2 GB together. Whoever
#: comes meanwhile waits, and beyond sixty is told to come again.
AT_ONCE = 2
#: 30 members of staff sign in within a second, and nobody is sent away.
hashing_turns = Turns(AT_ONCE, most_waiting=60, patience_seconds=20)
#: Compared with when the account is unknown, so that the answer takes as long as for a known one.
_nobody = _hasher.hash(secrets.token_urlsafe())


def hashed(secret: str) -> str:
    """Argon2id with a salt of its own. Takes some 30 ms: not while holding the write lock.

    Raises TooBusy while sixty others wait.
    """
    with hashing_turns.turn():
        return _hasher.hash(secret)


def kept_password(typed: str, about: Collection[str] = ()) -> str:
    """What is kept of a new password. Slow on purpose: not while holding the write lock.

    ``about`` are words that everybody knows of its owner. Raises Malformed under 8 characters,
    and for what anybody would try first.
    """
    if len(typed) < SHORTEST_PASSWORD:
        raise Malformed(field="password", shortest=SHORTEST_PASSWORD)
    if is_guessable(typed, about):
        raise Malformed(field="password_easy")
    return hashed(typed)


def words_about(account: str, name: str = "") -> list[str]:
    """What everybody knows of somebody, as they would type it."""
    return [account, name, *re.split(r"[._-]", account)]


def kept_pin(typed: str) -> str:
    """What is kept of a new PIN; slow as a password.

    Raises Malformed unless it is six digits that not anybody would try first.
    """
    if not re.fullmatch(rf"[0-9]{{{PIN_DIGITS}}}", typed) or is_guessable(typed):
        raise Malformed(field="pin", digits=PIN_DIGITS)
    return hashed(typed)


def fits(kept: str | None, typed: str) -> bool:
    """Whether this was typed for what is kept; None, for nobody, takes as long and never fits.

    Raises TooBusy while sixty others wait.
    """
    try:
        with hashing_turns.turn():
            return _hasher.verify(kept or _nobody, typed) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """256 random bits behind a prefix by which a leaked one is recognised."""
    return f"hall_{secrets.token_urlsafe(32)}"


def new_sign_in_token() -> str:
    """256 random bits, for a browser's cookie."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Tokens are long and random, so a plain hash is enough to look them up by."""
    return sha256(token.encode()).hexdigest()
