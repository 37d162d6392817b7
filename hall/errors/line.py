"""Why the line says no: steps that a ticket or a window does not allow now."""

from hall.errors.refusal import RuleBroken


class WrongMoment(RuleBroken):
    """The ticket's life does not allow this step now."""


class NobodyWaiting(RuleBroken):
    """A window called, and its line is empty."""


class WindowPaused(RuleBroken):
    """Nobody is called to a window that pauses."""


class Attended(RuleBroken):
    """The window has a clerk of its own: nobody covers it."""


class NotServedThere(RuleBroken):
    """The clerk at the window somebody is sent to cannot do this service."""


class NobodyServes(RuleBroken):
    """No window offers the service, or nobody of the staff can do it: its numbers are worthless."""


class StillWaiting(RuleBroken):
    """The change would leave ``count`` people with nobody; ``entry`` is whose form it was, and
    asks where they go."""


class StillInUse(RuleBroken):
    """Records refer to it: it is retired, not deleted."""


class TooSoon(RuleBroken):
    """A recall before the visitor can have got up; ``details`` say for how long."""


class CalledEnough(RuleBroken):
    """Called as often as the hall calls anybody; the number should be missed."""


class NothingToUndo(RuleBroken):
    """There is no last step of one's own, or it was undone before."""


class WindowBusy(RuleBroken):
    """Undoing would put two visitors at one window; ``other`` is there now."""


class OutOfDate(RuleBroken):
    """A page shows the ticket in a state that it has left."""


class NotToday(RuleBroken):
    """The ticket belongs to another day."""


class NotYours(RuleBroken):
    """The ticket is with another window."""
