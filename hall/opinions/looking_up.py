"""Looking up the answer by the code on the slip; a wrong code counts, although it is refused."""

from sqlalchemy import select

from hall.errors import WrongCode
from hall.events import CodeRefused
from hall.guess_rules import CODE
from hall.opinions.model import Opinion
from hall.unit_of_work import Hall


def opinion_typed(hall: Hall, actor: str, code: str, source: str = "") -> Opinion:
    """By the eight digits of its slip. Raises WrongCode, CodesClosed after too many of those.

    Wrong ones count for ``source`` alone.
    """
    typed = "".join(code.split())
    with hall.work(actor) as work:
        hall.tries.ask(CODE, "opinion", source)
        found = work.session.scalar(select(Opinion).where(Opinion.code == typed))
        if found is None:
            work.record(CodeRefused(what="opinion"))
            hall.tries.was_wrong(CODE, "opinion", source)
    if found is None:
        raise WrongCode()
    return found
