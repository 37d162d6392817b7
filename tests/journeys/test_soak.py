"""A screen changes its picture thousands of times, and nothing piles up.

``make soak`` runs it with 20,000 changes; the tests with as many as show a leak of one thing for
each change. What is measured is written to the file that SOAK_LOG names, while it runs.
"""

import os
from base64 import b64decode
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import CDPSession, Page

from hall.notices.model import NoticeKind
from hall.notices.writing import Draft
from tests.journeys.conftest import CONNECTION_LOST, WALL, Screens, until
from tests.journeys.site import Site, build
from tests.journeys.slope import growth
from tests.journeys.test_notices import RECORD, Desk, picture

CHANGES = int(os.environ.get("SOAK_CHANGES", "200"))
SAMPLES = 8 if CHANGES < 2000 else 40
#: Counts every notice or page that comes on, and makes each stay for a moment only.
HASTE = """
    window.changes = 0;
    addEventListener("DOMContentLoaded", () => {
        const region = document.querySelector("[data-module=notices]");
        region.dataset.pageMs = 15;
        document.querySelector("[data-module=board]").dataset.shownMs = 200;
        new MutationObserver((seen) => {
            const come = ({ target }) => target.matches(".notice") && !target.hidden;
            window.changes += seen.filter(come).length;
        }).observe(region, { subtree: true, attributeFilter: ["hidden"] });
    });
"""


@dataclass(frozen=True)
class Sample:
    changes: int
    nodes: int
    listeners: int
    heap_kb: int
    server_files: int


#: So many of the last calls stay on the board.
LAST_CALLS = 8
#: How much each may have grown in all, whether 200 changes or 20,000: a leak of one node, one
#: listener or a hundred bytes for each change would be far beyond it.
MOST = Sample(changes=0, nodes=150, listeners=25, heap_kb=900, server_files=6)


def measured(page: Page, wire: CDPSession, site: Site) -> Sample:
    for _ in range(2):  # what the first round lets go of, the second takes away
        wire.send("HeapProfiler.collectGarbage")
    told = {each["name"]: each["value"] for each in wire.send("Performance.getMetrics")["metrics"]}
    return Sample(
        changes=page.evaluate("window.changes"),
        nodes=int(told["Nodes"]),
        listeners=int(told["JSEventListeners"]),
        heap_kb=int(told["JSHeapUsedSize"] / 1024),
        server_files=site.open_files(),
    )


def load_demo_data(desk: Desk, film: bytes) -> list[int]:
    """Every kind; the text has two pages."""
    shown = [
        desk.publish(Draft(kind=NoticeKind.TEXT, title=f"通知 {number}", body="一二三。\n\n" * 30))
        for number in range(2)
    ]
    shown += [
        desk.publish(Draft(kind=NoticeKind.IMAGE, title="图"), picture(size))
        for size in ((800, 600), (600, 800))
    ]
    shown.append(desk.publish(Draft(kind=NoticeKind.VIDEO, title="片"), film))
    return shown


@pytest.mark.slow_because("what piles up shows only after many changes")
@pytest.mark.browser
def test_nothing_piles_up_however_often_the_picture_changes(
    screens_of: Callable[[Site], Screens], tmp_path: Path, demo_database: Path
) -> None:
    site = build(tmp_path, demo_database).open()
    desk = Desk(site)
    screens = screens_of(site)
    recorder = screens.open("/sign-in")
    load_demo_data(desk, b64decode(recorder.evaluate(RECORD, ["video/webm;codecs=vp8", 200])))
    recorder.close()
    for _ in range(LAST_CALLS):  # a board that has all its rows gets no more of them
        site.take("A")
        site.call_next("1")
    wall = screens.open("/display", WALL, script=HASTE, forgiven=CONNECTION_LOST)
    wire = wall.context.new_cdp_session(wall)
    wire.send("Performance.enable")

    samples = run(wall, wire, site, desk)

    site.close()
    desk.hall.close()
    assert samples[-1].changes >= CHANGES
    for field in fields(Sample)[1:]:
        line = [(each.changes, getattr(each, field.name)) for each in samples]
        assert growth(line) <= getattr(MOST, field.name), (field.name, line)


def run(wall: Page, wire: CDPSession, site: Site, desk: Desk) -> list[Sample]:
    """Between two measurements a notice comes, a call is made, and a notice goes."""
    samples = [measured(wall, wire, site)]
    log = Path(os.environ.get("SOAK_LOG", os.devnull))
    numbers = count(1)
    while samples[-1].changes < CHANGES:
        begin, end = samples[-1].changes, samples[-1].changes + CHANGES / SAMPLES
        desk.publish(Draft(kind=NoticeKind.TEXT, title=f"新 {next(numbers)}", body="一"), ends_in=2)
        site.take("A")
        site.call_next("1")
        for wanted in (*range(begin, int(end), 20), end):
            until(wall, f"window.changes >= {wanted}")
        samples.append(measured(wall, wire, site))
        with log.open("a") as file:
            file.write(f"{astuple(samples[-1])}\n")
    return samples


@given(st.integers(-50, 50), st.integers(3, 60))
def test_a_straight_line_is_found(each: int, count: int) -> None:
    assert abs(growth([(x, 7 + each * x) for x in range(count)]) - each * (count - 1)) < 1e-6


@given(st.data(), st.integers(9, 60))
def test_single_measurements_that_are_too_high_hide_no_leak_and_make_none(data, count: int) -> None:
    spikes = data.draw(st.sets(st.integers(0, count - 1), max_size=1))
    flat = [(x, 1000 + 1500 * (x in spikes)) for x in range(count)]
    leaking = [(x, 1000 + x + 1500 * (x in spikes)) for x in range(count)]

    assert growth(flat) == 0
    assert growth(leaking) > 0
