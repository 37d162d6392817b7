"""Making a proof: look, draw beside the hall's work, put it on the shelf, and write it down."""

from collections.abc import Callable

from hall.errors import ClockInDoubt, NotDrawn, WrongStage
from hall.events import ProofMade
from hall.notices.media_store import MediaState, MediaStore
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.notices.queries import notice_by_id
from hall.pdf_papers.pdf_drawing import draw
from hall.pdf_papers.pdf_paper import PdfPaper
from hall.people.model import Staff
from hall.proof_of_play.model import PublicationProof
from hall.proof_of_play.proofs import may_be_proved, without_a_proof
from hall.proof_of_play.retention import must_be_remembered
from hall.proof_of_play.statement import Statement, state
from hall.proof_of_play.wording import paper
from hall.unit_of_work import Hall, UnitOfWork

#: What lets one press write down one proof, whoever presses twice.
Once = Callable[[UnitOfWork, Callable[[], int]], int]


def prove(
    hall: Hall,
    media_store: MediaStore,
    notice_id: int,
    hall_name: str,
    by: Staff | None = None,
    once: Once = lambda work, make: make(),
) -> int:
    """Returns the proof's id. Raises NotFound, WrongStage for what was never public,
    RecordsForgotten, NotDrawn, or ClockInDoubt: a paper with a wrong date proves nothing.

    It reads, then draws without holding anybody up, then writes: facts in between are not in it.
    """
    with hall.read() as snapshot:
        if snapshot.clock_is_doubted:
            raise ClockInDoubt
        notice = notice_by_id(snapshot.session, notice_id)
        if notice.state in (NoticeState.DRAFT, NoticeState.REVIEW):
            raise WrongStage(title=notice.title, stage=notice.state, wanted="prove")
        statement = state(snapshot, notice)
        must_be_remembered(statement.period.start, snapshot.now)
        sheet = paper(statement, hall_name, _damaged(media_store, notice))
    name = _kept(media_store, sheet)
    with hall.work(f"staff:{by.id}" if by else "hall") as work:
        return once(work, lambda: _write_down(work, statement, notice_id, name, by))


def _damaged(media_store: MediaStore, notice: Notice) -> set[str]:
    names = {file.name for file in notice.files}
    return {name for name in names if media_store.judge(name) is not MediaState.SOUND}


def _kept(media_store: MediaStore, sheet: PdfPaper) -> str:
    try:
        with media_store.workbench() as bench:
            (bench / "proof.pdf").write_bytes(draw(sheet, media_store.folder))
            return media_store.keep(bench / "proof.pdf")
    except OSError as error:
        raise NotDrawn from error


def prove_what_is_over(hall: Hall, media_store: MediaStore, hall_name: str) -> list[int]:
    """The last proof of each notice whose period ended, once the screens have told; their ids.

    Raises NotDrawn when a paper cannot be put on the shelf; the others wait for the next round.
    """
    with hall.read() as snapshot:
        if snapshot.clock_is_doubted:
            return []
        due = [
            notice.id
            for notice in without_a_proof(snapshot.session, snapshot.now)
            if may_be_proved(snapshot.session, notice, snapshot.now)
        ]
    return [prove(hall, media_store, notice_id, hall_name) for notice_id in due]


def _write_down(
    work: UnitOfWork, statement: Statement, notice_id: int, name: str, by: Staff | None
) -> int:
    proof = PublicationProof(
        notice_id=notice_id,
        made_at=work.now,
        made_by_id=by.id if by else None,
        is_final=statement.is_final,
        name=name,
        journal_seq=statement.tail.seq,
        journal_hash=statement.tail.hash,
    )
    work.session.add(proof)
    work.session.flush()
    work.record(
        ProofMade(
            notice_id=notice_id,
            digest=name.removesuffix(".pdf"),
            is_final=statement.is_final,
            upto=statement.tail.seq,
        )
    )
    return proof.id
