"""What the office's pages work out before a template writes it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hall.notices.model import Notice, NoticeKind, Receipt
from hall.notices.personal_data import check
from hall.people.model import Staff
from hall.screens.model import Screen, ScreenRole
from hall.wait_forecast.model import Rota
from office.notice_page import cleared, legibility, marks
from office.roster_page import USUAL_SPANS, half_days, rosters
from web.sentences import film_time, hours_and_minutes

TODAY = date(2025, 3, 3)
TAKEN_DOWN = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
MORNING, AFTERNOON = [510, 720], [870, 1050]


def screen(number: int, distance_mm: int) -> Screen:
    return Screen(
        id=number, role=ScreenRole.BOARD, width_mm=1210, height_mm=680, distance_mm=distance_mm
    )


def test_what_stands_in_a_file_is_marked_with_its_page_and_not_masked() -> None:
    found = check("电话 13800000000")[0]

    typed, page = marks(Notice(kind=NoticeKind.PDF), [("body", found), ("page 2", found)])

    assert (typed.place, typed.masked) == ("正文", found.masked)
    assert (page.place, page.masked) == ("第 2 页", None)


def test_of_a_film_the_captions_are_marked() -> None:
    found = check("电话 13800000000")[0]

    (mark,) = marks(Notice(kind=NoticeKind.VIDEO), [("page 1", found)])

    assert mark.place == "字幕"


def test_a_last_row_is_told_only_where_it_is_too_far_away() -> None:
    near, far = legibility([screen(1, 1000), screen(2, 60_000)])

    assert near.too_far_metres is None
    assert far.too_far_metres == 60


def test_a_screen_that_confirmed_nothing_has_no_time() -> None:
    receipt = Receipt(screen_id=1, at=TAKEN_DOWN + timedelta(seconds=1.5))

    confirmed, silent = cleared(
        Notice(over_at=TAKEN_DOWN), [screen(1, 1000), screen(2, 1000)], [receipt]
    )

    assert (confirmed.at, confirmed.seconds) == (receipt.at, 1.5)
    assert silent.at is None


@pytest.mark.parametrize(
    ("spans", "halves"),
    [
        ([MORNING, AFTERNOON], [MORNING, AFTERNOON]),
        ([AFTERNOON], [None, AFTERNOON]),
        ([MORNING], [MORNING, None]),
        ([], [None, None]),
    ],
)
def test_a_day_is_written_by_halves(spans: list[list[int]], halves: list[object]) -> None:
    assert [half.span for half in half_days(spans)] == halves


def test_whoever_is_new_in_the_roster_is_offered_the_usual_hours_of_working_days() -> None:
    (roster,) = rosters([Staff(id=1)], [], TODAY)

    assert not roster.week
    assert roster.spans_on(4) == USUAL_SPANS
    assert roster.spans_on(5) == []


def test_a_date_that_is_over_is_of_no_use() -> None:
    days = [TODAY - timedelta(days=1), TODAY]
    rows = [Rota(staff_id=1, day=day, spans=[MORNING]) for day in days]

    (roster,) = rosters([Staff(id=1)], rows, TODAY)

    assert roster.dates == {TODAY: [MORNING]}


def test_times_of_films_and_pages_are_written_in_two_units() -> None:
    assert film_time(61_900) == "1:01"
    assert hours_and_minutes(3_660) == "1 小时 1 分"
