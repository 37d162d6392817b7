"""The first director of an empty hall, made by whoever has the code that ``hall serve`` printed.

The code is of one start of the server, which keeps its digest alone; with the first director it
opens nothing any more.
"""

from secrets import compare_digest

from hall.errors import WrongSetupCode
from hall.guess_rules import LONG_CODE
from hall.people.actions import join_staff
from hall.people.credentials import digest
from hall.people.model import Role, Staff
from hall.people.queries import directors
from hall.people.typed_codes import as_made, new_code
from hall.unit_of_work import Hall, UnitOfWork

GROUPS = 3  # 58 bits, for as long as nobody has begun


def new_setup_code() -> tuple[str, str]:
    """A code to print, and the digest to keep."""
    code = new_code(GROUPS)
    return code, digest(as_made(code))


def know_setup_code(hall: Hall, kept: str, typed: str, source: str) -> None:
    """``kept`` is its digest, "" where none was printed; tried from ``source``.

    Raises WrongSetupCode or TooManyTries.
    """
    hall.tries.begin(LONG_CODE, kept, source)
    if not compare_digest(kept, digest(as_made(typed))):
        raise WrongSetupCode()
    hall.tries.was_right(LONG_CODE, kept, source)


def join_first_director(work: UnitOfWork, *, account: str, name: str, kept: str) -> Staff | None:
    """None, and nothing is done, where the hall has a director.

    ``kept`` is what ``kept_password`` made of their password. Raises Malformed for an account or
    a name, AlreadyThere.
    """
    if directors(work.session):
        return None
    return join_staff(work, account=account, name=name, role=Role.DIRECTOR, kept=kept)
