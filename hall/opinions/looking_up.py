"""Looking up the answer by the code on the slip; a wrong code counts, although it is refused."""

from sqlalchemy import select

from hall.errors import WrongCode
from hall.events import CodeRefused
from hall.line.codes import must_not_be_guessing
from hall.opinions.model import Opinion
from hall.unit_of_work import Hall


def opinion_typed(hall: Hall, actor: str, code: str) -> Opinion:
    """By the eight digits of its slip. Raises WrongCode, CodesClosed after too many of those.

    The write lock is taken only to count a wrong code, and to ask whether too many were.
    """
    typed = "".join(code.split())
    with hall.work(actor) as work:
        must_not_be_guessing(work)
        found = work.session.scalar(select(Opinion).where(Opinion.code == typed))
        if found is None:
            work.record(CodeRefused(what="opinion"))
    if found is None:
        raise WrongCode()
    return found
