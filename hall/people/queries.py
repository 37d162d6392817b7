"""Who is who."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.base import LARGEST_ID
from hall.list_entries import entries
from hall.people.credentials import digest
from hall.people.model import Role, Scope, Staff, Token


def staff(session: Session) -> Sequence[Staff]:
    """Everybody there ever was, in the office's order."""
    return session.scalars(select(Staff).order_by(Staff.position, Staff.id)).all()


def staff_in_use(session: Session) -> Sequence[Staff]:
    """Everybody who works here now, in the office's order."""
    return entries(session, Staff)


def directors(session: Session) -> Sequence[Staff]:
    """Who works here now as a director; a hall keeps at least one."""
    return [person for person in staff_in_use(session) if person.role is Role.DIRECTOR]


def anybody_there(session: Session) -> bool:
    """Whether the hall has an account at all, in use or not."""
    return session.scalar(select(Staff.id).limit(1)) is not None


def staff_by_account(session: Session, account: str) -> Staff | None:
    """Also somebody who has left; None for an account nobody ever had."""
    return session.scalar(select(Staff).where(Staff.account == account))


def staff_by_id(session: Session, staff_id: int) -> Staff | None:
    """Also somebody who has left; None for a number nobody ever had."""
    return session.get(Staff, staff_id) if 0 < staff_id <= LARGEST_ID else None


def tokens(session: Session) -> Sequence[Token]:
    """By their names."""
    return session.scalars(select(Token).order_by(Token.name)).all()


def agent_has_too_much(session: Session) -> bool:
    """Whether ``hall devices``, where there is one, can only have a token that may do everything:
    none was made for it alone."""
    scopes = {token.scope for token in tokens(session)}
    return Scope.MANAGE in scopes and Scope.DEVICE not in scopes


def token_by_id(session: Session, token_id: int) -> Token | None:
    """None for a number that never was, or a token that was revoked."""
    return session.get(Token, token_id) if 0 < token_id <= LARGEST_ID else None


def token_of(session: Session, bearer: str) -> Token | None:
    """By the token itself, as a program sends it; None for one that was never given or revoked."""
    return session.scalar(select(Token).where(Token.digest == digest(bearer)))
