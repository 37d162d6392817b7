"""What a restored backup must not bring back: who was signed in when it was made.

Enrolled devices stay as they were then: a kiosk that nobody can reach would otherwise stand still.
One that was taken off the register since is back on it; docs/backup.md says to look.
"""

from pathlib import Path

from hall.database import open_database
from hall.people.sign_ins import WhyEnded, end_every_sign_in
from hall.unit_of_work import Hall

ACTOR = "installer"


def end_sign_ins_of_then(database: Path) -> None:
    """Before it is put in its place: no power cut brings them back. Raises DatabaseUnusable."""
    hall = Hall(open_database(f"sqlite:///{database}"))
    try:
        with hall.work(ACTOR) as work:
            end_every_sign_in(work, WhyEnded.RESTORED)
    finally:
        hall.close()
