"""What takes work away: approved leave, field duty, a holiday of the hall.

All three are stretches of time with a kind. What is left of a session is its spans without them:
so a half day, a day, some hours and a holiday that begins at noon are one rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class ExcuseKind(StrEnum):
    LEAVE = "leave"  # 请假：打卡的时间随假移到假的两头
    FIELD = "field"  # 公出：算出勤，盖住的那一次不用打卡
    HOLIDAY = "holiday"  # 放假：不计应出勤


ORDER = {ExcuseKind.HOLIDAY: 0, ExcuseKind.LEAVE: 1, ExcuseKind.FIELD: 2}


class BadExcuse(ValueError):
    """A slip that ends before it begins, or lies across another one; ``why`` names which."""


@dataclass(frozen=True, slots=True)
class Excuse:
    """From, and up to but not including, these hall seconds. ``column`` is where the monthly sheet
    counts it (事假, 病假, 公出 …), ``slip`` the approved slip it comes from."""

    begins: int
    ends: int
    kind: ExcuseKind
    column: str = ""
    slip: int | None = None

    def __post_init__(self) -> None:
        if self.ends <= self.begins:
            raise BadExcuse("ends_first")

    @property
    def rank(self) -> tuple[object, ...]:
        """The one order of the slips of a person, in whatever order they were approved: a holiday
        lies below every slip, field duty above leave."""
        return (ORDER[self.kind], self.begins, self.ends, self.column, self.slip or 0)

    def covers(self, moment: int) -> bool:
        """Whether a punch that is due at this moment is taken away: the ends are covered too."""
        return self.begins <= moment <= self.ends


#: A stretch of hall seconds in which something is still to be worked.
Piece = tuple[int, int]


def left_of(piece: Piece, excuses: Iterable[Excuse]) -> list[Piece]:
    """What of it is still to be worked, first to last."""
    left = [piece]
    for excuse in excuses:
        left = [rest for begun in left for rest in _without(begun, excuse)]
    return left


def _without(piece: Piece, excuse: Excuse) -> list[Piece]:
    begins, ends = piece
    if excuse.ends <= begins or ends <= excuse.begins:
        return [piece]
    rests = [(begins, excuse.begins), (excuse.ends, ends)]
    return [rest for rest in rests if rest[0] < rest[1]]


def overlapping_excuses(excuses: Sequence[Excuse]) -> tuple[Excuse, Excuse] | None:
    """Two slips of one person for the same time; a holiday of the hall lies under any of them."""
    own = sorted(
        (excuse for excuse in excuses if excuse.kind is not ExcuseKind.HOLIDAY),
        key=lambda excuse: (excuse.begins, excuse.ends),
    )
    longest = None
    for excuse in own:
        if longest is not None and excuse.begins < longest.ends:
            return longest, excuse
        if longest is None or excuse.ends > longest.ends:
            longest = excuse
    return None
