"""Making a proof: look, draw beside the hall's work, put it on the shelf, and write it down."""

from hall.events import ProofMade
from hall.exposures.model import Proof
from hall.exposures.press import draw
from hall.exposures.statement import Statement, state
from hall.exposures.wording import paper
from hall.notices.queries import notice_by_id
from hall.notices.storage import Shelf
from hall.people.model import Staff
from hall.work import Hall, Work


def prove(hall: Hall, shelf: Shelf, notice_id: int, hall_name: str, by: Staff | None = None) -> int:
    """Returns the proof's id. Raises NotDrawn, or OSError when the disk is full."""
    with hall.look() as look:
        statement = state(look, notice_by_id(look.session, notice_id))
        sheet = paper(statement, hall_name)
    with shelf.workbench() as bench:
        draw(sheet, bench / "proof.pdf")
        name = shelf.keep(bench / "proof.pdf")
    with hall.work(f"staff:{by.id}" if by else "hall") as work:
        return _write_down(work, statement, notice_id, name, by)


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
