"""Which program is asking, and whether it may."""

from flask import g, request

from hall.errors import NotAllowed, NotSignedIn
from hall.people.model import Scope
from hall.people.queries import token_of
from lobby.door import the_hall


class WrongToken(NotSignedIn):
    """No bearer token, or one that was never given out."""


class ScopeTooSmall(NotAllowed):
    """The token is known, and may do less than this."""


def must_have(scope: Scope) -> str:
    """Let the program through, or refuse; returns how the journal names it."""
    kind, _, bearer = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not bearer.strip():
        raise WrongToken()
    with the_hall().look() as look:
        token = token_of(look.session, bearer.strip())
    if token is None:
        raise WrongToken()
    if not token.scope.includes(scope):
        raise ScopeTooSmall(needed=scope, has=token.scope)
    g.token_name = token.name
    return f"token:{token.name}"
