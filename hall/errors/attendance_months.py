"""Why a month of the attendance cannot be signed, locked or opened again.

``month`` is always as in 2026-10, ``step`` one of hall.attendance.months.model.SignatureStep.
"""

from hall.errors.refusal import RuleBroken


class MonthNotOver(RuleBroken):
    """The ``month`` goes on, so its sheet is not whole."""


class DaysPending(RuleBroken):
    """Slots (``count``) of the ``month`` wait for data or for a decision."""


class MonthUndecided(RuleBroken):
    """So many (``count``) missing punches and punches set aside of the ``month`` were not seen."""


class ObjectionsOpen(RuleBroken):
    """People (``count``) object to their ``month`` and have no answer."""


class SignatureOrder(RuleBroken):
    """The ``step`` has to be signed first, of this content."""


class SignerElse(RuleBroken):
    """The ``step`` is signed by another one."""


class AlreadySigned(RuleBroken):
    """The ``step`` of the ``month`` is signed already."""


class MonthIsLocked(RuleBroken):
    """The ``month`` is locked; what comes later is a difference."""


class MonthNotLocked(RuleBroken):
    """The ``month`` is open: there is nothing to reopen and no difference."""


class DifferenceGone(RuleBroken):
    """The day comes to something else meanwhile, or to what was signed."""
