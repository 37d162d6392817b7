"""Why the fingerprint reader does not do what the office asks."""

from hall.errors.refusal import RuleBroken


class ReaderSwapped(RuleBroken):
    """A touch came from a fingerprint reader that this hall did not adopt."""


class ReaderBusy(RuleBroken):
    """The fingerprint reader is on another job of the office."""


class BadTimes(RuleBroken):
    """Times of a timetable cannot be worked or judged: ``why`` is one of
    hall.attendance.rules.timetable.BadWorkTimes, ``session`` and ``other`` are names."""


class TimesOverlap(RuleBroken):
    """Somebody (``name``) would have to be at two places on a ``day`` (ISO): ``session`` and
    ``other``."""


class TimetableWorked(RuleBroken):
    """Days have been worked by this timetable (``name``): other times need another one."""
