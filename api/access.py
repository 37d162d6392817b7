"""Which program is asking, and whether it may."""

from time import monotonic

from flask import current_app, request

from hall.errors import NotAllowed, NotSignedIn
from hall.people.model import Scope, Token
from hall.people.queries import token_of
from web.app_context import current_hall

#: A program asks often, so its token is looked up once in a while; one that is taken away stops
#: working after this at the latest.
KEPT_SECONDS = 2.0
MOST_KEPT = 100


class WrongToken(NotSignedIn):
    """No bearer token, or one that was never given out."""


class ScopeTooSmall(NotAllowed):
    """The token is known, and may do less than this."""


def must_have(scope: Scope) -> str:
    """Let the program through, or refuse; returns how the journal names it."""
    kind, _, bearer = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not bearer.strip():
        raise WrongToken()
    token = _known(bearer.strip())
    if token is None:
        raise WrongToken()
    if not token.scope.includes(scope):
        raise ScopeTooSmall(needed=scope, has=token.scope)
    return f"token:{token.name}"


def _known(bearer: str) -> Token | None:
    kept: dict[str, tuple[float, Token]] = current_app.extensions.setdefault("tokens", {})
    until, token = kept.get(bearer, (0.0, None))
    if monotonic() < until:
        return token
    with current_hall().read() as snapshot:
        token = token_of(snapshot.session, bearer)
    if token:  # guesses are not kept: they could fill the memory
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[bearer] = monotonic() + KEPT_SECONDS, token
    return token
