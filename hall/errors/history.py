"""Why a change is not taken back."""

from hall.errors.refusal import RuleBroken


class ChangedSince(RuleBroken):
    """The same thing was changed once more since the page was shown."""


class CannotGoBack(RuleBroken):
    """``why`` is one of hall.history.going_back.WhyNot."""
