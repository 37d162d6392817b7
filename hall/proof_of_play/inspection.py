"""Whether every file that something refers to is there and what it was."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.events import ProofMade
from hall.journal import JournalEntry
from hall.notices.media_store import MediaState, MediaStore
from hall.proof_of_play.proofs import proof_files, shelf_wanted


@dataclass(frozen=True, slots=True)
class Trouble:
    title: str  # of the notice
    name: str
    verdict: MediaState


@dataclass(frozen=True, slots=True)
class Inspection:
    count: int
    troubles: list[Trouble]
    unwritten: list[str]  # proofs of which the journal knows nothing


def inspect(session: Session, media_store: MediaStore) -> Inspection:
    """Reads every file that a notice or a proof refers to, so it takes as long as the disk."""
    wanted = shelf_wanted(session)
    found = [
        Trouble(title, name, media_store.judge(name)) for name, title in sorted(wanted.items())
    ]
    told = session.scalars(select(JournalEntry.details).where(JournalEntry.kind == ProofMade.kind))
    digests = {f"{details.get('digest')}.pdf" for details in told}
    return Inspection(
        count=len(wanted),
        troubles=[trouble for trouble in found if trouble.verdict is not MediaState.SOUND],
        unwritten=sorted(proof_files(session) - digests),
    )
