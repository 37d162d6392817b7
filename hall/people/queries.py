"""Who is who."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.base import LARGEST_ID
from hall.people.credentials import digest
from hall.people.model import Role, Staff, Token


def staff(session: Session) -> Sequence[Staff]:
    return session.scalars(select(Staff).order_by(Staff.id)).all()


def staff_in_use(session: Session) -> Sequence[Staff]:
    """Everybody who works here now."""
    return session.scalars(select(Staff).where(Staff.in_use).order_by(Staff.id)).all()


def directors(session: Session) -> Sequence[Staff]:
    return [each for each in staff_in_use(session) if each.role is Role.DIRECTOR]


def staff_by_account(session: Session, account: str) -> Staff | None:
    return session.scalar(select(Staff).where(Staff.account == account))


def staff_by_id(session: Session, staff_id: int) -> Staff | None:
    return session.get(Staff, staff_id) if 0 < staff_id <= LARGEST_ID else None


def tokens(session: Session) -> Sequence[Token]:
    return session.scalars(select(Token).order_by(Token.name)).all()


def token_by_id(session: Session, token_id: int) -> Token | None:
    return session.get(Token, token_id) if 0 < token_id <= LARGEST_ID else None


def token_of(session: Session, bearer: str) -> Token | None:
    return session.scalar(select(Token).where(Token.digest == digest(bearer)))
