"""Why a device is not let in."""

from hall.errors.refusal import NotAllowed, RuleBroken


class NotEnrolled(NotAllowed):
    """The browser that asks is no device that the office has enrolled for this."""


class LinkSpent(RuleBroken):
    """The link enrolled somebody already, or its time is over."""
