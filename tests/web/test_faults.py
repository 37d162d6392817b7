"""故障: one table, which says what the devices, the screens, the clock and the database say."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hall.disk_room import DiskState
from hall.hall_time import ClockDoubt
from hall.machine_watch import MachineHealth
from hall.machines import Fault, MachineUnavailable
from hall.screens.screen_state import Condition
from tests.conftest import check_printer_now
from tests.waiting import wait_until
from tools import faults_page
from web.fault_page import key_of_health
from web.sentences import fault_meanings, fault_table
from web.sentences.installing import RECORDS
from web.sentences.machines import MACHINE_NOTES, fault

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 2, tzinfo=UTC)
GROUPS = fault_table.fault_groups()
LINES = {line.key: line for group in GROUPS for line in group.lines}
#: Said to whoever types a command, which then says it all; nothing is seen in the hall.
SAID_TO_COMMANDS = {
    "url", "no_lock", "no_folder", "nothing_there", "exists", "not_backed_up", "no_backup",
    "not_restored", "backup_key_wrong", "backup_key_asked", "backup_key_closed",
    "backup_key_short", "no_zip", "not_ours", "damaged", "chain", "only_sqlite",
}  # fmt: skip


def test_everything_that_can_be_wrong_has_its_line():
    assert set(LINES) >= set(Fault) | {"unheard"}
    assert set(LINES) >= {f"screen-{each}" for each in Condition} - {"screen-well"}
    assert set(LINES) >= {f"clock-{each}" for each in ClockDoubt}
    assert set(LINES) >= {f"disk-{each}" for each in DiskState} - {"disk-roomy"}
    assert set(LINES) >= {f"note-{each}" for each in (*MACHINE_NOTES, "unknown")}
    assert set(RECORDS) == set(fault_meanings.RECORDS) | SAID_TO_COMMANDS


def test_no_line_is_twice_and_none_is_empty():
    assert len(LINES) == sum(len(group.lines) for group in GROUPS)
    for line in LINES.values():
        assert all(line), line
        assert not set("{|}\n") & set("".join(line)), line
    assert all(group.about for group in GROUPS)


@pytest.mark.parametrize("name", Fault)
def test_a_machines_line_is_what_the_page_of_devices_says(name):
    said, line = fault(name), LINES[name]

    assert said.startswith(line.seen)
    assert said.endswith(line.do)


def test_what_pages_say_by_themselves_stands_in_their_templates():
    templates = "".join(file.read_text("utf-8") for file in ROOT.glob("*/templates/*/*.html"))

    for line in (fault_meanings.LOST_WIRE, fault_meanings.NOT_ENROLLED):
        assert line.seen in templates


def test_the_document_of_faults_is_fresh():
    text = (faults_page.ROOT / faults_page.DOCUMENT).read_text("utf-8")

    assert text == faults_page.page(), "run: make vocabulary"


def test_the_page_of_faults_has_a_place_for_each_line(as_):
    html = as_("ren").get("/help/faults").text

    assert set(re.findall(r'<tr id="fault-([^"]+)"', html)) == set(LINES)
    assert all(line.do.split("“")[0] in html for line in LINES.values())


@pytest.mark.parametrize(
    ("health", "key"),
    [
        (MachineHealth("printer", "virtual:", None, NOW), ""),
        (MachineHealth("printer", "virtual:", Fault.PAPER_OUT, NOW), "paper_out"),
        (MachineHealth("printer", "virtual:", None, NOW, note="near_end"), "note-near_end"),
        (MachineHealth("printer", "virtual:"), ""),
    ],
)
def test_how_a_machine_is_leads_to_its_line(health, key):
    assert key_of_health(health) == key


def test_the_page_of_devices_leads_from_a_fault_to_its_line(as_, application, tray):
    director = as_("jia")
    tray.fault = MachineUnavailable(Fault.COVER_OPEN)

    def leads_there():
        check_printer_now(application)
        html = director.get("/office/devices").text
        return re.search(r'href="/help/faults#fault-cover_open"[^>]*>\s*什么意思，怎么办', html)

    wait_until(leads_there)


def test_the_search_of_the_office_finds_a_heading_and_a_fault(as_):
    html = as_("jia").get("/office/search?q=切纸刀").text
    assert 'href="/help/faults#fault-cutter"' in html
    html = as_("jia").get("/office/search?q=换纸").text
    assert "/help/duty#" in html
