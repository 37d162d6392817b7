"""Why a slip of leave, field duty or a make-up cannot be handed in or decided."""

from hall.errors.refusal import NotAllowed, RuleBroken


class SlipOverlaps(RuleBroken):
    """Another slip of the same person (``other``, its kind) lies from ``begins`` to ``ends``
    (ISO): nobody is away twice."""


class NoWorkThen(RuleBroken):
    """A leave in which nothing is worked anyway."""


class YearlyDaysUsedUp(RuleBroken):
    """Of this kind (``name``) ``left`` days are left this year, and ``wanted`` are asked for."""


class SlipSettled(RuleBroken):
    """The slip is ``slip_state`` (as hall.attendance.absences.slip_state has it): too late."""


class LeaveBegan(RuleBroken):
    """An approved leave that has begun is ended by a return, not withdrawn."""


class BackTooSoon(RuleBroken):
    """A return before the leave began, or one that lies ahead."""


class MakeUpAhead(RuleBroken):
    """A make-up for a punch that is not due yet."""


class MakeUpTooLate(RuleBroken):
    """The punch was due more than ``days`` days ago."""


class MakeUpTwice(RuleBroken):
    """There is a slip for this very punch."""


class MakeUpsUsedUp(RuleBroken):
    """All ``most`` make-ups of the month are used."""


class NotYourDecision(NotAllowed):
    """Their own slip, or one that somebody of another rank decides."""
