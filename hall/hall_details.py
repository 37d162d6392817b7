"""What stands on every page and paper of the hall: its name, its telephone, its hours in words.

config.toml has them from the first minute, for a hall shall not start without them. What the office
enters later is kept in the settings and comes before the file's: whoever directs a hall changes its
telephone, and not a file on the server (docs/config.md).
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hall.demo_data.load import MADE_UP, is_demonstration
from hall.plain_text import plain
from hall.settings import change_setting, setting
from hall.unit_of_work import Hall, UnitOfWork

#: The longest of each, in characters: the name stands on one line of a slip.
LONGEST = {"name": 24, "complaint_phone": 30, "hours": 60}


@dataclass(frozen=True, slots=True)
class HallDetails:
    name: str
    complaint_phone: str
    hours: str
    demonstration: bool = False  # everything in the hall is made up

    @property
    def made_up(self) -> tuple[str, ...]:
        """Which of them are still the demonstration's, by their names here."""
        said = {name: str(getattr(self, name)) for name in LONGEST}
        return tuple(name for name, text in said.items() if any(mark in text for mark in MADE_UP))


def details_kept(session: Session, configured: HallDetails) -> HallDetails:
    """What the office entered, and the file's where it entered nothing."""
    kept = {name: setting(session, f"hall_{name}") for name in LONGEST}
    told = {name: kept[name] or getattr(configured, name) for name in LONGEST}
    return HallDetails(**told, demonstration=is_demonstration(session))


def enter_details(work: UnitOfWork, wanted: HallDetails) -> None:
    """From now on these are shown. Raises Malformed for one that is empty or too long."""
    for name, longest in LONGEST.items():
        text = plain(getattr(wanted, name), field=f"hall_{name}", longest=longest, shortest=1)
        change_setting(work, f"hall_{name}", text)


class DetailsInForce:
    """Asked for every page and every slip, so they are read once and after each change: they stand
    on the page too that says the records cannot be opened. Raises DatabaseUnusable."""

    def __init__(self, hall: Hall, configured: HallDetails) -> None:
        self._hall = hall
        self._configured = configured
        self._now = self._read()

    def now(self) -> HallDetails:
        """As they were read last."""
        return self._now

    def read_again(self) -> None:
        """They were changed. Raises DatabaseUnusable."""
        self._now = self._read()

    def _read(self) -> HallDetails:
        with self._hall.read() as snapshot:
            return details_kept(snapshot.session, self._configured)
