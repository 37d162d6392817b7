"""Writing a notice: every change of substance makes it a draft again.

Text is bounded here; files come as they lie on the shelf (hall/notices/uploads.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hall.errors import Malformed, UnusableFile, WrongStage
from hall.events import NoticeWritten
from hall.notices.levels import OF_NOTICES, Level
from hall.notices.model import BOARD_PAGES, Notice, NoticeKind
from hall.notices.notice_life import NoticeAction, NoticeState
from hall.notices.uploads import Captions, Shown
from hall.people.model import Staff
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_TITLE = 60
LONGEST_BODY = 20_000
LONGEST_LINE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wrote."""

    kind: NoticeKind
    title: str
    body: str = ""
    category: str = ""
    letterhead: str = ""
    paper_number: str = ""
    level: Level = Level.ROTATION


def write(work: UnitOfWork, draft: Draft, by: Staff, previous: Notice | None = None) -> Notice:
    """Begin a notice; with ``previous``, one that will take its place.

    Raises Malformed with the field that is too long, or of no kind that may be.
    """
    last = work.session.scalar(select(func.max(Notice.position)))
    notice = Notice(
        kind=draft.kind, position=(last or 0) + 1, starts_at=work.now, hands=[], files=[]
    )
    if previous is not None:
        notice.previous_id, notice.position = previous.id, previous.position
        notice.screens, notice.every_months = list(previous.screens), previous.every_months
        notice.weekdays, notice.days = previous.weekdays, previous.days
        notice.dayparts = previous.dayparts
    _fill(notice, draft)
    work.session.add(notice)
    _by(work, notice, by)
    return notice


def edit(work: UnitOfWork, notice: Notice, draft: Draft, by: Staff) -> None:
    """Change what a notice says; one that waits for review is a draft again.

    Raises Malformed, WrongStage once it is public.
    """
    if _said(notice) == draft:
        return
    if draft.kind is not notice.kind:
        raise Malformed(field="kind")
    notice.take(NoticeAction.EDIT)
    _fill(notice, draft)
    _by(work, notice, by)


def put_files(work: UnitOfWork, notice: Notice, shown: Sequence[Shown], by: Staff) -> None:
    """Show these instead of the files it had. Raises WrongStage once it is public."""
    notice.take(NoticeAction.EDIT)
    notice.files = [file.as_file(position) for position, file in enumerate(shown)]
    _by(work, notice, by)


def put_captions(work: UnitOfWork, notice: Notice, captions: Captions | None, by: Staff) -> None:
    """Under its film; None takes away those that are there. Raises UnusableFile without a film,
    WrongStage once it is public.
    """
    if notice.film is None:
        raise UnusableFile(reason="captions_no_film")
    notice.take(NoticeAction.EDIT)
    notice.film.captions = captions.name if captions else None
    notice.film.text = captions.text if captions else ""
    _by(work, notice, by)


def revise(work: UnitOfWork, notice: Notice, by: Staff) -> Notice:
    """A draft like what is public, or was: the next version or issue. The old one stays.

    Raises WrongStage for what is not public yet; Malformed where a rule is stricter by now.
    """
    if notice.state in (NoticeState.DRAFT, NoticeState.REVIEW):
        raise WrongStage(title=notice.title, stage=notice.state, wanted=NoticeAction.EDIT)
    copy = write(work, _said(notice), by, previous=notice)
    copy.files = [Shown.again(file).as_file(file.position) for file in notice.files]
    work.session.flush()
    return copy


def _said(notice: Notice) -> Draft:
    return Draft(
        kind=notice.kind,
        title=notice.title,
        body=notice.body,
        category=notice.category,
        letterhead=notice.letterhead,
        paper_number=notice.paper_number,
        level=notice.level,
    )


def _fill(notice: Notice, draft: Draft) -> None:
    notice.title = _line("title", draft.title, LONGEST_TITLE)
    notice.category = _line("category", draft.category, LONGEST_LINE, may_be_empty=True)
    notice.letterhead = _line("letterhead", draft.letterhead, LONGEST_LINE, may_be_empty=True)
    notice.paper_number = _line("paper_number", draft.paper_number, LONGEST_LINE, may_be_empty=True)
    if len(draft.body) > LONGEST_BODY or "\0" in draft.body:
        raise Malformed(field="body", longest=LONGEST_BODY)
    if draft.level not in OF_NOTICES:
        raise Malformed(field="level")
    if draft.kind is NoticeKind.BOARD and notice.title not in BOARD_PAGES:
        raise Malformed(field="board_page", known="、".join(BOARD_PAGES))
    notice.body, notice.level = draft.body, draft.level


def _line(field: str, text: str, longest: int, *, may_be_empty: bool = False) -> str:
    return plain(text, field=field, longest=longest, shortest=0 if may_be_empty else 1)


def _by(work: UnitOfWork, notice: Notice, who: Staff) -> None:
    """Whoever wrote any of it may not approve it; and what they wrote is a draft."""
    if who.id not in notice.hands:
        notice.hands = [*notice.hands, who.id]
    work.session.flush()
    work.record(NoticeWritten(notice_id=notice.id))
