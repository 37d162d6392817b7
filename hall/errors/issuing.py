"""Why no number is given out now, and why a slip or its digits give none."""

from hall.errors.refusal import RuleBroken, TooOften


class NotOpen(RuleBroken):
    """The service is closed now; ``opens`` is when it opens, None when that is not known."""


class TooLate(RuleBroken):
    """The service closes before the visitor could be served."""


class QuotaFull(RuleBroken):
    """The numbers of this half-day are taken."""


class NoPlaceSoon(RuleBroken):
    """No half-day is known for which a return slip could be given."""


class AlreadyOpen(RuleBroken):
    """A return slip is asked for, and numbers are given: take one."""


class WrongCode(RuleBroken):
    """No paper of this hall carries these digits."""


class NumberOver(RuleBroken):
    """The visit of this number is over: no slip is printed for it once more."""


class NoNumberOfCard(RuleBroken):
    """No number of today that still counts was taken with this ID card."""


class CodesClosed(TooOften):
    """Typing codes is closed for a while after repeated wrong ones."""


class SlipEarly(RuleBroken):
    """The return slip is for a later half-day."""


class SlipExpired(RuleBroken):
    """The half-day of the return slip is over."""


class SlipUsed(RuleBroken):
    """The return slip was turned into a number before."""


class NotLeftOver(RuleBroken):
    """Not among those whom the last day left unserved, or readmitted before."""


class OldNumber(RuleBroken):
    """The slip is of the last day that gave numbers, not of today."""


class ItemElsewhere(RuleBroken):
    """A number of one service was asked for with an item of another."""
