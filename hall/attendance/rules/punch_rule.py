"""From how many minutes on a punch is late or early, and when it may be made at all."""

from dataclasses import dataclass

MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class PunchRule:
    """One end of a session. All in seconds: the window in which a punch may be meant for it, and
    by how much it may miss the time that is due before it counts as late (or early), as seriously
    so, and as half a day of absence; None: it never does."""

    opens_before: int = 2 * HOUR
    closes_after: int = 2 * HOUR
    grace: int = 5 * MINUTE
    serious: int | None = 30 * MINUTE
    absent: int | None = 60 * MINUTE

    @property
    def is_in_order(self) -> bool:
        """Nothing is negative, and no step comes before a smaller one."""
        steps = [step for step in (self.grace, self.serious, self.absent) if step is not None]
        return min(self.opens_before, self.closes_after, *steps) >= 0 and steps == sorted(steps)
