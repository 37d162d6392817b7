"""What stands in the list of calls; while nobody is called, what an idle board says instead."""

from collections.abc import Mapping

from hall.attendance.work_times.duty_roster import duties
from hall.hours.next_opening import next_opening
from hall.line import public_board, queries
from hall.line.priority import jumps
from hall.unit_of_work import ReadSession

#: Who will be called then, nobody knows yet.
NO_CALLS: Mapping[str, object] = {"board": public_board.Board(listed=[], waiting=[])}


def calls_shown(snapshot: ReadSession) -> dict[str, object]:
    """What is called; while nobody is, when the hall opens and who is on duty."""
    board = public_board.board(snapshot.session, snapshot.today)
    return {
        "board": board,
        "passed_over": len(jumps(snapshot.session, snapshot.today)),
        "opening": None if board.calls else next_opening(snapshot),
        **({} if board.listed else _on_duty(snapshot)),
    }


def _on_duty(snapshot: ReadSession) -> dict[str, object]:
    """The windows with who sits there, and the day's duty roster; none of a day that is doubted."""
    day = snapshot.today
    return {
        "on_duty": queries.windows(snapshot.session),
        "duties": [] if snapshot.clock_is_doubted else duties(snapshot.session, day, day),
    }
