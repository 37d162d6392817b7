"""Trying again: how long what failed is left alone, for whatever failed without our knowing why.

A machine that is only away is not such a thing: it is looked for every few seconds, at the pause
that its worker names (``PeriodicWorker(foreseen=…)``), for somebody may just have plugged it in.

Twice as long after each failure in a row, up to a longest pause; never given up, for nobody in the
hall could start it again.
"""

from dataclasses import dataclass

MOST_DOUBLINGS = 16  # beyond every longest pause; keeps the number small


@dataclass(frozen=True, slots=True)
class Backoff:
    first_seconds: float
    longest_seconds: float

    def pause_after(self, failures: int) -> float:
        """Seconds until the next try, after so many failures in a row (1 or more)."""
        doublings = min(failures - 1, MOST_DOUBLINGS)
        return float(min(self.longest_seconds, self.first_seconds * 2**doublings))
