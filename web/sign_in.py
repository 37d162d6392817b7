"""Who is at the counter or in the office."""

from functools import partial

from flask import Response, after_this_request, g, request

from hall.errors import (
    DirectorsOnly,
    NotAllowed,
    NotSignedIn,
    PasswordFirst,
    ReadsOnly,
    RightNeeded,
    SecondFactorFirst,
)
from hall.people.demanded_factor import look_at_sign_ins
from hall.people.model import Role, Staff
from hall.people.rights import DEFAULTS, EVERY, READERS, Right, rights_of, roles_with
from hall.people.sign_in_ages import SIGN_IN_HOURS
from hall.people.sign_ins import SignIn, WhyEnded, begin_sign_in, end_sign_in, sign_in_of
from hall.unit_of_work import UnitOfWork
from web.app_context import current_context, current_hall
from web.office_rights import OF_THEIR_OWN, is_of_the_office, missing
from web.same_origin import SAFE_METHODS, STAFF_BROWSER, comes_from_elsewhere

COOKIE = "hall_staff"
#: Not longer than anybody may stay signed in; when it is over before, the hall says.
KEPT_SECONDS = SIGN_IN_HOURS[1] * 3600
#: As long as browsers keep anything.
MARKED_SECONDS = 400 * 24 * 3600
#: Where somebody sets up the second factor that is demanded of them.
SETTING_UP = frozenset({"account", "second_factor"})
#: Where somebody chooses a password of their own.
CHOOSING = frozenset({"account.page", "account.change"})


def remember(staff: Staff) -> None:
    """From now on they are signed in here, and whoever was before is not."""
    before = sign_in_here()
    with current_hall().work(actor(staff)) as work:
        _end(work, before)
        address, browser = request.remote_addr or "", request.user_agent.string
        token = begin_sign_in(work, staff.id, address, browser)
        look_at_sign_ins(work, staff)
    with current_hall().read() as snapshot:
        g.sign_in = sign_in_of(snapshot.session, token)

    @after_this_request
    def hand_over(answer: Response) -> Response:
        # By Max-Age: a date would be of the server's clock, which may be wrong. Strict: a link on
        # another site's page opens nothing with it.
        hold = partial(answer.set_cookie, httponly=True, secure=request.is_secure)
        hold(COOKIE, token, max_age=KEPT_SECONDS, samesite="Strict")
        hold(STAFF_BROWSER, "1", max_age=MARKED_SECONDS, samesite="Lax")
        return answer


def end_here() -> None:
    """Whoever is signed in in this browser is it no longer."""
    if here := sign_in_here():
        with current_hall().work(actor(here.staff)) as work:
            _end(work, here)
        g.sign_in = None
    forget()


def _end(work: UnitOfWork, sign_in: SignIn | None) -> None:
    kept = work.session.get(SignIn, sign_in.id) if sign_in else None
    if kept:  # else it was ended meanwhile
        end_sign_in(work, kept, WhyEnded.OUT)


def forget() -> None:
    """The cookie leads nowhere by now; nor need it stay in the browser."""

    @after_this_request
    def take_back(answer: Response) -> Response:
        answer.delete_cookie(COOKIE, httponly=True, samesite="Strict")
        return answer


def sign_in_here() -> SignIn | None:
    """The one behind this request; asked of the hall once per request, and nothing is written."""
    if "sign_in" not in g:
        g.sign_in = _behind(request.cookies.get(COOKIE))
    found: SignIn | None = g.sign_in
    return found


def number_of_sign_in() -> int | None:
    """Of the browser that is asking, once it may do anything."""
    sign_in = sign_in_here()
    return sign_in.id if sign_in and not _must_first(sign_in) else None


def whoever_is_signed_in() -> Staff | None:
    """Nobody, while they have to choose a password or set up their second factor first."""
    sign_in = sign_in_here()
    return sign_in.staff if sign_in and not _must_first(sign_in) else None


def must_set_up_here() -> bool:
    """Whether whoever is signed in has to set up their second factor before anything else."""
    sign_in = sign_in_here()
    return sign_in is not None and sign_in.must_set_up


def must_change_here() -> bool:
    """Whether whoever is signed in has to choose a password of their own before anything else."""
    sign_in = sign_in_here()
    return sign_in is not None and sign_in.staff.must_change_password


def _must_first(sign_in: SignIn) -> bool:
    return _must_change(sign_in) or _must_set_up(sign_in)


def _must_change(sign_in: SignIn) -> bool:
    return sign_in.staff.must_change_password and request.endpoint not in CHOOSING


def _must_set_up(sign_in: SignIn) -> bool:
    return sign_in.must_set_up and request.blueprint not in SETTING_UP


def _behind(token: str | None) -> SignIn | None:
    """Nobody, for what another site's page sends here: that is not the one who is signed in."""
    if not token or comes_from_elsewhere():
        return None
    with current_hall().read() as snapshot:
        sign_in = sign_in_of(snapshot.session, token)
    if sign_in and not _asks_by_itself():
        current_context().sign_in_use.use(sign_in.id)
    return sign_in


def _asks_by_itself() -> bool:
    """A page that renews a part of itself does so without anybody there."""
    return request.method in SAFE_METHODS and "X-Fragment" in request.headers


def must_be_staff() -> Staff:
    sign_in = sign_in_here()
    if sign_in is None:
        raise NotSignedIn()
    if _must_change(sign_in):
        raise PasswordFirst()
    if _must_set_up(sign_in):
        raise SecondFactorFirst()
    return sign_in.staff


def rights_of_staff(staff: Staff) -> frozenset[Right]:
    """As they are now; asked of the hall once per request."""
    known: dict[int, frozenset[Right]] = g.setdefault("rights", {})
    if staff.id not in known:
        if staff.role is Role.DIRECTOR:
            known[staff.id] = EVERY
        else:
            with current_hall().read() as snapshot:
                known[staff.id] = rights_of(snapshot.session, staff)
    return known[staff.id]


def must_be_manager() -> Staff:
    """Who runs this part of the office: by the right that its address asks for
    (web/office_rights.py), or by any right of the office where the address is not of it.

    Raises NotSignedIn, RightNeeded, ReadsOnly.
    """
    staff = must_be_staff()
    rights, endpoint = rights_of_staff(staff), request.endpoint or ""
    refuse_readers()
    if not is_of_the_office(endpoint):
        if not rights:
            raise NotAllowed()
        return staff
    if not rights >= DEFAULTS[Role.DEPUTY] or staff.role in READERS:
        g.rights_lacking = True
    lacking = missing(rights, endpoint, request.view_args)
    if lacking is not None:
        raise _right_needed(lacking)
    return staff


def _right_needed(lacking: frozenset[Right]) -> RightNeeded:
    """It says who may."""
    with current_hall().read() as snapshot:
        roles = roles_with(snapshot.session, lacking)
    return RightNeeded(rights=sorted(lacking), roles=[str(role) for role in roles])


def refuse_readers() -> None:
    """Whoever only reads does nothing but look after their own account. Raises ReadsOnly."""
    if request.method in SAFE_METHODS or request.endpoint in OF_THEIR_OWN:
        return
    staff = whoever_is_signed_in()
    if staff and staff.role in READERS:
        raise ReadsOnly()


def must_be_director() -> Staff:
    """For the rules that bind a deputy, who would else be bound by none."""
    staff = must_be_manager()
    if staff.role is not Role.DIRECTOR:
        raise DirectorsOnly()
    return staff


def actor(staff: Staff) -> str:
    """How the journal names the one who acts."""
    return f"staff:{staff.id}"
