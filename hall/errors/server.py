"""What waits until the server's clock is right."""

from hall.errors.refusal import RuleBroken


class ClockImpossible(RuleBroken):
    """The server's clock shows a time before this program was; ``at`` is what it shows."""


class ClockInDoubt(RuleBroken):
    """What is dated cannot be done before somebody has looked at the server's clock."""


class PowerGivesOut(RuleBroken):
    """The power is out and the battery near its end: nobody who comes now could be served."""
