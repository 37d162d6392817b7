"""What the status bytes of real printers mean to the hall."""

import pytest

from devices.ticket_printer.faults import fault_in, paper_in
from devices.ticket_printer.protocol import About
from hall.machines import Fault, PaperState


def status(text: str) -> dict[About, int]:
    return dict(zip(About, bytes.fromhex(text), strict=False))


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ("12 12 12 12", None),
        ("16 12 12 12", None),  # the drawer's pin says nothing about slips
        ("12 12 12 1E", None),  # near its end: printing goes on
        ("1A 32 12 7E", Fault.PAPER_OUT),
        ("1A 32 12 72", Fault.PAPER_OUT),
        ("12 12 12 72", Fault.PAPER_OUT),
        ("1A 16 12 12", Fault.COVER_OPEN),
        ("1A 36 12 7E", Fault.COVER_OPEN),  # the open cover is why it sees no paper
        ("1A 52 1A 12", Fault.CUTTER),
        ("1A 52 52 12", Fault.OVERHEATED),
        ("1A 52 32 12", Fault.BROKEN),
        ("1A 52", Fault.BROKEN),  # an error, and the cause was not told
        ("1A 12 12 12", Fault.OFF_LINE),
        ("1A", Fault.OFF_LINE),
        ("", None),
    ],
)
def test_faults(answers, fault):
    assert fault_in(status(answers)) is fault


@pytest.mark.parametrize(
    ("answers", "paper"),
    [
        ("12 12 12 12", PaperState.PLENTY),
        ("12 12 12 1E", PaperState.NEAR_END),
        ("12 12", PaperState.UNKNOWN),
        ("", PaperState.UNKNOWN),
    ],
)
def test_paper_is_never_called_plenty_without_an_answer(answers, paper):
    assert paper_in(status(answers)) is paper
