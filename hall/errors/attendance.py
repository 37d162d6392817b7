"""Why the fingerprint reader does not do what the office asks."""

from hall.errors.refusal import RuleBroken


class ReaderSwapped(RuleBroken):
    """A touch came from a fingerprint reader that this hall did not adopt."""


class ReaderBusy(RuleBroken):
    """The fingerprint reader is on another job of the office."""
