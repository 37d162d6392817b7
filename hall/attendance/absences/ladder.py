"""Who decides a slip: by its length, and by rank. Pure.

The lowest rank that may decide this length does; whoever stands higher may do it too. A rank that
has nobody, or only the person whose slip it is, leaves it to the next higher. Where nobody is
above (the only director goes on leave), the highest below decides.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from hall.attendance.absences.model import Rank

RANKS = tuple(Rank)

#: Staff by the rank in which they may decide this slip; never the person of the slip.
Holders = Mapping[Rank, Set[int]]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Lengths in working days; the director decides any. ``in_turn``: all below sign first."""

    head_days: float = 0.5
    deputy_days: float = 1.0
    in_turn: bool = False

    def needed(self, work_days: float) -> Rank:
        """The lowest rank that may decide so many days, whoever holds it."""
        if work_days <= self.head_days:
            return Rank.HEAD
        return Rank.DEPUTY if work_days <= self.deputy_days else Rank.DIRECTOR

    def last(self, work_days: float, holders: Holders) -> Rank | None:
        """With whose signature it is approved; None where nobody can."""
        held = [rank for rank in RANKS if holders.get(rank)]
        above = [rank for rank in held if not _is_below(rank, self.needed(work_days))]
        return above[0] if above else (held[-1] if held else None)

    def next(self, work_days: float, holders: Holders, signed: Rank | None) -> Rank | None:
        """Whom it waits for, after the highest signature so far."""
        last = self.last(work_days, holders)
        if last is None or not self.in_turn:
            return last
        rest = [rank for rank in RANKS if holders.get(rank) and not _is_below(last, rank)]
        return next((rank for rank in rest if signed is None or _is_below(signed, rank)), last)

    def settles(self, rank: Rank, work_days: float, holders: Holders) -> bool:
        """Whether nobody else has to sign after this rank."""
        last = self.last(work_days, holders)
        return last is not None and not _is_below(rank, last)


def rank_of(staff_id: int, holders: Holders) -> Rank | None:
    """The highest in which somebody may decide this slip."""
    return next((rank for rank in reversed(RANKS) if staff_id in holders.get(rank, ())), None)


def may_sign(rank: Rank | None, awaited: Rank | None) -> bool:
    """The one it waits for, and whoever stands higher."""
    return rank is not None and awaited is not None and not _is_below(rank, awaited)


def _is_below(rank: Rank, other: Rank) -> bool:
    return RANKS.index(rank) < RANKS.index(other)
