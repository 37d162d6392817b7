"""What a hall lacks before it opens: each thing alone, and a page and a sentence for each."""

from dataclasses import replace

import pytest

from hall.hall_details import HallDetails
from hall.readiness import GRAVE, HallContents, Lack, MissingThing, missing_before_opening
from web.before_opening import PLACES
from web.sentences.readiness import MISSING, missing_line

DETAILS = HallDetails("云集镇政务服务中心", "0734-8612345", "上午8:30—12:00")
READY = HallContents(
    details=DETAILS,
    clock_is_doubted=False,
    directors=1,
    papers=1,
    people=5,
    services=3,
    windows=3,
    unserved=(),
    screens=1,
    kiosks=1,
    hours_apply=True,
    has_hours=True,
    items=10,
    has_printer=True,
    enrolment_in_force=True,
)


def test_a_hall_that_has_everything_lacks_nothing():
    assert missing_before_opening(READY) == []


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"directors": 0}, Lack.DIRECTOR),
        ({"details": replace(DETAILS, demonstration=True)}, Lack.DEMONSTRATION),
        ({"clock_is_doubted": True}, Lack.CLOCK),
        ({"details": replace(DETAILS, hours="8:30（演示）")}, Lack.DETAILS),
        ({"services": 0}, Lack.SERVICE),
        ({"windows": 0, "unserved": ["社保"]}, Lack.WINDOW),
        ({"unserved": ["社保", "民政"]}, Lack.UNSERVED),
        ({"screens": 0}, Lack.SCREEN),
        ({"kiosks": 0}, Lack.KIOSK),
        ({"papers": 0}, Lack.RECOVERY_PAPER),
        ({"people": 1}, Lack.COLLEAGUES),
        ({"has_hours": False}, Lack.HOURS),
        ({"items": 0}, Lack.ITEM),
        ({"has_printer": False}, Lack.PRINTER),
    ],
)
def test_each_thing_that_is_missing_is_said_alone(change, lack):
    assert [thing.lack for thing in missing_before_opening(replace(READY, **change))] == [lack]


@pytest.mark.parametrize(
    "change",
    [
        {"directors": 2, "papers": 0},  # they help one another
        {"kiosks": 0, "enrolment_in_force": False},
        {"has_hours": False, "hours_apply": False},
    ],
)
def test_what_is_not_needed_is_not_missed(change):
    assert missing_before_opening(replace(READY, **change)) == []


def test_the_gravest_come_first():
    nothing = replace(READY, directors=0, papers=0, people=0, services=0, windows=0, items=0)
    graveness = [thing.is_grave for thing in missing_before_opening(nothing)]

    assert graveness == sorted(graveness, reverse=True)
    assert list(Lack)[: len(GRAVE)] == [lack for lack in Lack if lack in GRAVE]


def test_each_has_its_sentence_and_its_page():
    assert MISSING.keys() == PLACES.keys() == set(Lack)
    said = MissingThing(Lack.UNSERVED, {"services": ["社保", "民政"]})
    assert missing_line(said) == "“社保”、“民政”没有窗口或没有人办，取不了号。"
