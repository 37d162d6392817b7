"""Whether every file that something refers to is there and what it was."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.events import ProofMade
from hall.exposures.queries import proof_files, shelf_wanted
from hall.journal import Entry
from hall.notices.storage import Shelf, Verdict


@dataclass(frozen=True, slots=True)
class Trouble:
    title: str  # of the notice
    name: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Inspection:
    count: int
    troubles: list[Trouble]
    unwritten: list[str]  # proofs of which the journal knows nothing


def inspect(session: Session, shelf: Shelf) -> Inspection:
    wanted = shelf_wanted(session)
    found = [Trouble(title, name, shelf.judge(name)) for name, title in sorted(wanted.items())]
    told = session.scalars(select(Entry.details).where(Entry.kind == ProofMade.kind))
    digests = {f"{details.get('digest')}.pdf" for details in told}
    return Inspection(
        count=len(wanted),
        troubles=[each for each in found if each.verdict is not Verdict.SOUND],
        unwritten=sorted(proof_files(session) - digests),
    )
