"""What a slot comes to, by its punch or without one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hall.attendance.rules.due_slots import DueSlot, SlotSide
from hall.attendance.rules.punch_rule import MINUTE, PunchRule


class Verdict(StrEnum):
    """What stands in a cell of the sheet."""

    ON_TIME = "on_time"  # 正常
    LATE = "late"  # 迟到
    SERIOUSLY_LATE = "seriously_late"  # 严重迟到
    TOO_LATE = "too_late"  # 迟到过久，按旷工半天
    EARLY = "early"  # 早退
    SERIOUSLY_EARLY = "seriously_early"  # 严重早退
    TOO_EARLY = "too_early"  # 早退过久，按旷工半天
    MISSING = "missing"  # 缺卡
    ABSENT = "absent"  # 旷工
    EXCUSED = "excused"  # 公出，不用打卡
    MADE_UP = "made_up"  # 补卡
    DECIDED = "decided"  # 由负责人裁定为到岗
    PENDING = "pending"  # 待定
    NOT_YET = "not_yet"  # 时间没到


#: Steps by how far the punch missed what was due, for an arrival and for a leaving.
STEPS = {
    SlotSide.ARRIVAL: (Verdict.LATE, Verdict.SERIOUSLY_LATE, Verdict.TOO_LATE),
    SlotSide.LEAVING: (Verdict.EARLY, Verdict.SERIOUSLY_EARLY, Verdict.TOO_EARLY),
}
#: What a reader that was away may have caused.
FAULTS = {verdict for steps in STEPS.values() for verdict in steps} | {Verdict.MISSING}

#: A slot by its attendance day, session and side.
SlotKey = tuple[int, str, SlotSide]


@dataclass(frozen=True, slots=True, order=True)
class Outage:
    """Hall seconds in which punches could not be made, or have not come yet, and why."""

    begins: int
    ends: int
    why: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known besides the punches, up to ``now``. Rulings are approved make-ups and what
    the office decided, by slot; they stand above everything the punches say.

    ``missing_costs_from``: the day (an ordinal) from which on a missing punch costs half a day;
    None: none does."""

    now: int
    outages: Sequence[Outage] = ()
    rulings: Mapping[SlotKey, Verdict] = field(default_factory=dict)
    missing_costs_from: int | None = None

    def missing_costs(self, day: int) -> bool:
        """Whether a missing punch of this day costs half a day."""
        return self.missing_costs_from is not None and day >= self.missing_costs_from


@dataclass(slots=True)
class JudgedSlot:
    """``minutes`` late or early, counted up: a second over is a minute. ``why`` names an outage;
    ``ruled``: by a ruling, whatever the punches say; ``costs``: it is missing, and so half a day
    is lost."""

    slot: DueSlot
    punch: int | None
    verdict: Verdict
    minutes: int = 0
    why: str = ""
    ruled: bool = False
    costs: bool = False


def judge(slot: DueSlot, punch: int | None, known: Circumstances) -> JudgedSlot:
    """A ruling first, then an excuse, then the punch; a fault that an outage explains waits."""
    ruling = known.rulings.get((slot.day, slot.session, slot.side)) if known.rulings else None
    if ruling is not None:
        return JudgedSlot(slot, punch, ruling, ruled=True)
    if slot.excused is not None:
        return JudgedSlot(slot, punch, Verdict.EXCUSED)
    if punch is None:
        verdict = Verdict.MISSING if slot.closes < known.now else Verdict.NOT_YET
        judged = JudgedSlot(slot, None, verdict)
    else:
        judged = _by_punch(slot, punch)
    if not known.outages or judged.verdict not in FAULTS:
        return judged
    if outage := _outage(slot, punch, known.outages):
        return JudgedSlot(slot, punch, Verdict.PENDING, judged.minutes, outage.why)
    return judged


def _by_punch(slot: DueSlot, punch: int) -> JudgedSlot:
    missed_by = punch - slot.due if slot.side is SlotSide.ARRIVAL else slot.due - punch
    step = _step(slot.rule, missed_by)
    if step is None:
        return JudgedSlot(slot, punch, Verdict.ON_TIME)
    return JudgedSlot(slot, punch, STEPS[slot.side][step], -(-missed_by // MINUTE))


def _step(rule: PunchRule, missed_by: int) -> int | None:
    """The highest step it is beyond; None within the grace, to the second."""
    if missed_by <= rule.grace:
        return None
    if rule.absent is not None and missed_by > rule.absent:
        return 2
    return 1 if rule.serious is not None and missed_by > rule.serious else 0


def _outage(slot: DueSlot, punch: int | None, outages: Sequence[Outage]) -> Outage | None:
    """One in which a better punch may have been tried: before a late one, after an early one.
    The first of several."""
    opens, closes = slot.opens, slot.closes
    if punch is not None:
        opens, closes = (opens, punch) if slot.side is SlotSide.ARRIVAL else (punch, closes)
    met = (each for each in outages if each.begins < closes and opens < each.ends)
    return min(met, default=None)
