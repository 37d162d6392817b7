"""A reader with a dirty glass: screen, office and programs say so, and nothing is flooded."""

import logging
from collections.abc import Iterator
from contextlib import closing

import pytest

from app import Application, create_application
from devices.fingerprint_reader.codes import Instruction
from devices.fingerprint_reader.glass_cover import COVERED_SECONDS
from hall.attendance.fingerprint_worker import FingerprintWorker
from hall.events import MachineFound, MachineLost, Punched, StrangerTouched
from server.device_wiring import Devices
from tests.devices.fingerprint_reader.scripted_module import ScriptedModule, hasty_driver
from tests.hall.telling import kinds
from tests.office.conftest import signed_in
from tests.waiting import wait_until

SAID = "请用干软布擦一擦指纹机的镜面"
COVERED, EMPTY = b"\x00", b"\x02"


@pytest.fixture
def module() -> Iterator[ScriptedModule]:
    with ScriptedModule({}) as module:
        yield module


@pytest.fixture
def application(config, clock, demo_database, module) -> Iterator[Application]:
    with closing(hasty_driver(module)) as reader:
        application = create_application(config, Devices(reader=reader), clock)
        application.open()
        yield application
        application.close()


def look_now(application: Application) -> None:
    """Not after the pause that a lost reader is left alone for."""
    (worker,) = (each for each in application.workers if isinstance(each, FingerprintWorker))
    worker.wake()


@pytest.mark.parametrize("features", [b"\x00", b"\x06"], ids=["of nobody", "too poor"])
def test_a_dirty_glass_is_said_everywhere_and_told_once(
    application, client, clock, module, facts, caplog, features
):
    def screen() -> str:
        return client.get("/timeclock").text

    module.answers |= {Instruction.GEN_IMG: COVERED, Instruction.IMG2TZ: features}
    wait_until(lambda: kinds(facts, StrangerTouched))
    module.clock.advance(COVERED_SECONDS)
    wait_until(lambda: kinds(facts, MachineLost))
    for _ in range(3):
        asked = len(module.asked)
        look_now(application)
        wait_until(lambda asked=asked: len(module.asked) > asked)

    clock.advance(seconds=8)  # the answer to the stranger leaves the screen
    assert SAID in screen()
    assert "不用指纹，用密码打卡" in screen()
    health = client.get("/api/v1/health").json
    assert health["machines"]["fingerprint_reader"] == "lost"
    assert health["faults"] == {"fingerprint_reader": "covered"}
    # That the reader was there was said while the hall opened, perhaps before this test listened.
    warnings = [row.getMessage() for row in caplog.records if row.levelno >= logging.WARNING]
    assert len([warning for warning in warnings if "fingerprint_reader" in warning]) == 1

    module.answers |= {Instruction.GEN_IMG: EMPTY}
    look_now(application)
    wait_until(lambda: kinds(facts, MachineFound))
    told = kinds(facts, MachineLost, MachineFound, StrangerTouched, Punched)
    assert [fact.kind for fact in told] == ["StrangerTouched", "MachineLost", "MachineFound"]
    assert SAID not in screen()


def test_the_office_says_what_to_do_with_a_dirty_glass(application, module):
    director = signed_in(application)
    module.answers |= {Instruction.GEN_IMG: COVERED}
    wait_until(lambda: Instruction.SEARCH in module.asked)
    module.clock.advance(COVERED_SECONDS)

    wait_until(lambda: SAID in director.get("/office/devices/_states").text)
    wait_until(lambda: SAID in director.get("/office/fingerprints").text)
