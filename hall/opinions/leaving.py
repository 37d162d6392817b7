"""Leaving an opinion: nobody is asked who they are, and the journal learns only of a case."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from hall.errors import Malformed, NobodyToAnswer, TooManyOpinions
from hall.issuing.tickets import CODE_BYTES, LONGEST_KEY
from hall.line.model import Service, Window
from hall.opinions.cases import open_case
from hall.opinions.concerned import concerned_by
from hall.opinions.model import Case, Channel, Opinion, OpinionKind
from hall.opinions.phrases import PHRASES
from hall.people.queries import staff_in_use
from hall.people.rights import Right, has_right
from hall.plain_text import alike, plain
from hall.unit_of_work import UnitOfWork

CODE_DIGITS = 8
LONGEST_WORDS = 500
MOST_PHRASES = 5
#: For each way in, whoever they are of: more within an hour nobody could read. One source alone
#: does not get there (web/limits.py), so it closes the box for nobody else.
MOST_AN_HOUR = 200
LONGEST_AGO = timedelta(days=366)
TELEPHONE = re.compile(r"\+?\d(?:[ -]?\d){6,14}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionText:
    """What the visitor says, and what it is about; only the kind must be said."""

    kind: OpinionKind
    phrases: Sequence[str] = ()
    words: str = ""
    window: Window | None = None
    service: Service | None = None
    item_code: str | None = None
    happened_on: date | None = None
    telephone: str = ""


def leave_opinion(
    work: UnitOfWork, said: OpinionText, channel: Channel, key: str | None = None
) -> Case:
    """Keep it and open its case; the same key, the same case.

    Raises Malformed with the field that is out of bounds, TooManyOpinions after 200 an hour from
    one channel, NobodyToAnswer for a complaint that may be about every manager.
    """
    if earlier := _left_before(work, key):
        return earlier
    _must_not_flood(work, channel)
    concerned = _concerned(work, said)
    opinion = Opinion(
        code=_free_code(work),
        link=secrets.token_urlsafe(CODE_BYTES),
        kind=said.kind,
        phrases=known_phrases(said.kind, said.phrases),
        words=plain(said.words, field="opinion_words", longest=LONGEST_WORDS),
        window=said.window,
        service=said.service,
        item_code=said.item_code,
        happened_on=_believable(said.happened_on, work.today),
        telephone=telephone(said.telephone),
        channel=channel,
        left_at=work.now,
        concerned=concerned,
        request_key=key,
    )
    if not (opinion.phrases or opinion.words):
        raise Malformed(field="opinion")
    work.session.add(opinion)
    return open_case(work, opinion)


def _left_before(work: UnitOfWork, key: str | None) -> Case | None:
    if key is None:
        return None
    if not 0 < len(key) <= LONGEST_KEY:
        raise Malformed(field="key", longest=LONGEST_KEY)
    return work.session.scalar(select(Case).join(Opinion).where(Opinion.request_key == key))


def _must_not_flood(work: UnitOfWork, channel: Channel) -> None:
    lately = work.session.scalar(
        select(func.count()).where(
            Opinion.channel == channel, Opinion.left_at > work.now - timedelta(hours=1)
        )
    )
    if (lately or 0) >= MOST_AN_HOUR:
        raise TooManyOpinions()


def _concerned(work: UnitOfWork, said: OpinionText) -> list[int]:
    """Only a complaint can be about somebody. One that nobody may read is not taken in."""
    if said.kind is not OpinionKind.COMPLAINT or said.window is None:
        return []
    found = concerned_by(work.session, said.window, said.happened_on, work.today)
    everybody = staff_in_use(work.session)
    answering = [one for one in everybody if has_right(work.session, one, Right.OPINIONS)]
    if all(one.id in found for one in answering):
        raise NobodyToAnswer()
    return found


def known_phrases(kind: OpinionKind, phrases: Sequence[str]) -> list[str]:
    """Each once, in the order of the page. Raises Malformed for more than five, or unknown ones."""
    if len(set(phrases)) > MOST_PHRASES or not set(phrases) <= set(PHRASES[kind]):
        raise Malformed(field="phrases", most=MOST_PHRASES)
    return [phrase for phrase in PHRASES[kind] if phrase in phrases]


def telephone(typed: str) -> str:
    """A number somebody could dial, or nothing. Raises Malformed for anything else."""
    number = alike(typed).strip()
    if number and not (number.isascii() and TELEPHONE.fullmatch(number)):
        raise Malformed(field="telephone")
    return number


def _believable(happened_on: date | None, today: date) -> date | None:
    if happened_on is not None and not today - LONGEST_AGO <= happened_on <= today:
        raise Malformed(field="happened_on")
    return happened_on


def _free_code(work: UnitOfWork) -> str:
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        if work.session.scalar(select(Opinion.id).where(Opinion.code == code)) is None:
            return code
