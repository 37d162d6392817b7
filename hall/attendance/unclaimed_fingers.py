"""Fingers that an enrolment had stored and that never became anybody's: they are deleted again.

It was stopped before the last touch, nobody came for it, or the cable fell out. While the reader
is away they wait; a restart of the server forgets them, and then the office sees pages of nobody.
"""

from collections.abc import Mapping

from hall.attendance.forgetting import forget_unclaimed
from hall.attendance.reader_jobs import ReaderJobReport, must_be_ours
from hall.attendance.trusted_reader import UNMARKABLE
from hall.machines import (
    ENROL_ENDINGS,
    Fault,
    FingerprintReader,
    MachineUnavailable,
    TemplateLibrary,
)
from hall.unit_of_work import Hall


class UnclaimedFingers:
    """The reader's thread adds and deletes, the pages of the office look."""

    def __init__(self) -> None:
        self._marks: Mapping[int, str] = {}  # of the reader that holds it, by page

    @property
    def pages(self) -> frozenset[int]:
        """Of the reader's memory."""
        return frozenset(self._marks)

    def note(self, report: ReaderJobReport | None, reader: FingerprintReader) -> None:
        """A job ended with this; its finger, if one was stored and not proved, is to go."""
        told = report.enrolling if report else None
        if told and told.page is not None and told.stage not in ENROL_ENDINGS:
            self._marks = {**self._marks, told.page: _mark(reader)}

    def delete(self, reader: FingerprintReader, hall: Hall) -> TemplateLibrary:
        """With the reader's own proof; what the reader holds then.

        Raises MachineUnavailable: they wait on, unless the reader does not let go of one.
        """
        must_be_ours(reader, hall)
        for page, mark in self._marks.items():
            if mark == _mark(reader):
                self._delete(reader, hall, page)
        self._marks = {}
        return reader.library()

    def _delete(self, reader: FingerprintReader, hall: Hall, page: int) -> None:
        try:
            forget_unclaimed(reader, hall, page)
        except MachineUnavailable as error:
            if error.fault is Fault.BROKEN:  # tried for ever, nobody could clock in meanwhile
                self._marks = {kept: at for kept, at in self._marks.items() if kept != page}
            raise


def _mark(reader: FingerprintReader) -> str:
    return UNMARKABLE if reader.mark is None else reader.mark
