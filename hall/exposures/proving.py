"""Making a proof: look, draw beside the hall's work, put it on the shelf, and write it down."""

from hall.errors import NotDrawn, WrongStage
from hall.events import ProofMade
from hall.exposures.forgetting import must_be_remembered
from hall.exposures.model import Proof
from hall.exposures.press import Paper, draw
from hall.exposures.queries import may_be_proved, without_a_proof
from hall.exposures.statement import Statement, state
from hall.exposures.wording import paper
from hall.notices.life import State
from hall.notices.queries import notice_by_id
from hall.notices.storage import Shelf
from hall.people.model import Staff
from hall.work import Hall, Work


def prove(hall: Hall, shelf: Shelf, notice_id: int, hall_name: str, by: Staff | None = None) -> int:
    """Returns the proof's id. Raises WrongStage, RecordsForgotten, or NotDrawn."""
    with hall.look() as look:
        notice = notice_by_id(look.session, notice_id)
        if notice.state in (State.DRAFT, State.REVIEW):
            raise WrongStage(title=notice.title, stage=notice.state, wanted="prove")
        statement = state(look, notice)
        must_be_remembered(statement.period.start, look.now)
        sheet = paper(statement, hall_name)
    name = _kept(shelf, sheet)
    with hall.work(f"staff:{by.id}" if by else "hall") as work:
        return _write_down(work, statement, notice_id, name, by)


def _kept(shelf: Shelf, sheet: Paper) -> str:
    try:
        with shelf.workbench() as bench:
            draw(sheet, bench / "proof.pdf")
            return shelf.keep(bench / "proof.pdf")
    except OSError as error:
        raise NotDrawn from error


def prove_what_is_over(hall: Hall, shelf: Shelf, hall_name: str) -> list[int]:
    """The last proof of each notice whose period ended, once the screens have told."""
    with hall.look() as look:
        due = [
            each.id
            for each in without_a_proof(look.session, look.now)
            if may_be_proved(look.session, each, look.now)
        ]
    return [prove(hall, shelf, each, hall_name) for each in due]


def _write_down(
    work: Work, statement: Statement, notice_id: int, name: str, by: Staff | None
) -> int:
    proof = Proof(
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
