"""Which proofs there are, and of what one is due."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hall.errors import NotFound
from hall.notices.model import Notice, NoticeFile
from hall.notices.notice_life import NoticeState
from hall.people.model import Staff
from hall.proof_of_play.model import PublicationProof
from hall.proof_of_play.queries import meant_for, told_until
from hall.settings import number_setting

#: The longest that the office may let the last proof wait for a screen that was cut off.
LONGEST_WAITED_DAYS = 30
#: So long after that it is still made by itself; what was over before, nobody watched.
LATEST = timedelta(days=2)


def proofs_of(session: Session, notice: Notice) -> Sequence[PublicationProof]:
    """The newest first, with who made them."""
    return session.scalars(
        select(PublicationProof)
        .options(joinedload(PublicationProof.made_by))
        .where(PublicationProof.notice_id == notice.id)
        .order_by(PublicationProof.id.desc())
    ).all()


def proof_by_id(session: Session, proof_id: int) -> PublicationProof:
    """Raises NotFound."""
    if (proof := session.get(PublicationProof, proof_id)) is None:
        raise NotFound(proof=proof_id)
    return proof


def proof_files(session: Session) -> set[str]:
    """Their names on the shelf, of all notices."""
    return set(session.scalars(select(PublicationProof.name)))


def shelf_wanted(session: Session) -> dict[str, str]:
    """Every file on the shelf that something refers to, with the title of the notice, or whose
    photo it is."""
    shown = select(NoticeFile.name, Notice.title).join(Notice)
    proved = select(PublicationProof.name, Notice.title).join(
        Notice, Notice.id == PublicationProof.notice_id
    )
    captions = select(NoticeFile.captions, Notice.title).join(Notice)
    photos = select(Staff.photo, Staff.name)
    wanted = (shown, captions, proved, photos)
    return {name: title for files in wanted for name, title in session.execute(files) if name}


def without_a_proof(session: Session, now: datetime) -> Sequence[Notice]:
    """Those with a period that is over, lately, and of which no last proof was made."""
    proved = select(PublicationProof.notice_id).where(PublicationProof.is_final)
    return session.scalars(
        select(Notice).where(
            Notice.state.in_((NoticeState.EXPIRED, NoticeState.WITHDRAWN)),
            Notice.working_days.is_not(None) | Notice.ends_at.is_not(None),
            Notice.over_at > now - waited_for_screens(session) - LATEST,
            Notice.id.not_in(proved),
        )
    ).all()


def waited_for_screens(session: Session) -> timedelta:
    """How long the last proof waits for a screen that was cut off, as the office set it."""
    return timedelta(days=number_setting(session, "proof_waits_days"))


def may_be_proved(session: Session, notice: Notice, now: datetime) -> bool:
    """Whether every screen has told of its last moment, or has had its days for it."""
    if notice.over_at is None:
        return False
    if now >= notice.over_at + waited_for_screens(session):
        return True
    told = (told_until(session, screen) for screen in meant_for(session, notice))
    return all(until is not None and until >= notice.over_at for until in told)
