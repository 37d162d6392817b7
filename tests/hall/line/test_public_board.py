"""The board keeps the last eight calls, and the number of every window that serves."""

from hall.line import public_board, queries, visit_steps
from hall.line.finishing import finish
from hall.line.services_and_windows import WindowSettings, add_window
from tests.hall.test_unit_of_work import call, take


def listed(hall):
    with hall.read() as snapshot:
        return public_board.board(snapshot.session, snapshot.today)


def test_the_last_eight_calls_stay_when_their_visits_are_over(hall, clock):
    called = []
    for _ in range(10):
        take(hall)
        called.insert(0, call(hall).number)
        clock.advance(minutes=1)
    with hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        finish(work, queries.at_window(work.session, work.today, window)[0])

    board = listed(hall)

    assert [ticket.number for ticket in board.listed] == called[:8]
    assert list(board.calls) == []
    assert [ticket.number for ticket in board.earlier] == called[:8]


def test_every_window_that_serves_keeps_its_number_however_long_ago_it_was_called(hall, clock):
    with hall.work("installer") as work:
        wish = WindowSettings(department="x", services=queries.services(work.session))
        for name in ("21", "22", "23", "24"):
            add_window(work, name, wish)
    serving = []
    for window in ("1", "21", "22", "23"):
        take(hall)
        serving.insert(0, call(hall, window).number)
        clock.advance(minutes=1)
    for _ in range(9):
        take(hall)
        latest = call(hall, "24").number
        clock.advance(minutes=1)

    board = listed(hall)

    assert [ticket.number for ticket in board.calls] == [latest, *serving]
    assert len(board.listed) == 8 + len(serving)


def test_who_waits_again_is_not_listed_with_the_window_of_before(hall):
    take(hall)
    ticket = call(hall)
    with hall.work("staff:3") as work:
        found = queries.at_window(
            work.session, work.today, queries.window_by_name(work.session, "1")
        )
        visit_steps.park(work, found[0], "取材料")

    assert ticket.number not in [each.number for each in listed(hall).listed]
