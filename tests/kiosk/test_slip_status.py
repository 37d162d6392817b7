"""What the kiosk says of a slip on its way: no more than is known."""

from datetime import UTC, datetime

import pytest

from hall.machine_watch import MachineHealth
from hall.machines import PrintProof
from hall.slips.model import PaperSlip, PrintStage
from kiosk.slip_status import slip_status

WELL = MachineHealth("printer", "file:///dev/usb/lp0", since=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.fixture(autouse=True)
def page(application):
    """Sentences are spoken in the language of a page."""
    with application.app.test_request_context("/kiosk"):
        yield


def test_a_slip_is_said_to_be_printed_only_when_the_printer_said_so():
    slip = PaperSlip(stage=PrintStage.PRINTED, proof=PrintProof.CONFIRMED)

    assert slip_status(slip, WELL) == {"tone": "done", "sentence": "号票已打印，请取走。"}


def test_a_slip_without_proof_is_looked_for():
    slip = PaperSlip(stage=PrintStage.PRINTED, proof=PrintProof.UNKNOWN)

    said = slip_status(slip, WELL)

    assert said["tone"] == "unsure"
    assert "看一看有没有出纸" in said["sentence"]
    assert "请记住您的号码，号有效" in said["sentence"]
