"""What was found, kept by day; and that somebody heard the sound themselves."""

from collections.abc import Sequence

from hall.events import OpeningChecked, SoundConfirmed
from hall.opening_check.due_check import checks_today
from hall.opening_check.findings import CheckedPart, Finding, Standing
from hall.opening_check.model import OpeningCheck
from hall.unit_of_work import UnitOfWork


def keep_check(
    work: UnitOfWork, found: Sequence[Finding], *, asked: bool, late: bool
) -> OpeningCheck:
    """The row and its fact. ``asked``: by a manager; ``late``: the hall had opened already."""
    kept = OpeningCheck(
        day=work.today,
        at=work.now,
        asked=asked,
        late=late,
        findings=[finding.kept() for finding in found],
        heard_by="",
    )
    work.session.add(kept)
    work.record(
        OpeningChecked(
            day=work.today.isoformat(),
            troubles=_parts(found, Standing.TROUBLE),
            unknown=_parts(found, Standing.UNKNOWN),
            asked=asked,
            late=late,
        )
    )
    return kept


def confirm_sound(work: UnitOfWork) -> None:
    """Whoever does it heard the test sound of today's latest check; said twice, it counts once."""
    latest = next(iter(checks_today(work)), None)
    if latest is not None and not latest.heard_by:
        latest.heard_by = work.actor
        work.record(SoundConfirmed(day=latest.day.isoformat()))


def read_findings(check: OpeningCheck) -> list[Finding]:
    """As they were found."""
    return [
        Finding(CheckedPart(row["part"]), Standing(row["standing"]), row["how"], row["said"])
        for row in check.findings
    ]


def _parts(found: Sequence[Finding], standing: Standing) -> list[str]:
    return [finding.part.value for finding in found if finding.standing is standing]
