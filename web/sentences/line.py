"""What is said of people in line whom nobody can call, and of windows that forgot one."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from hall.attendance.punch_windows import UnopenedWindow
from hall.line.model import Ticket
from hall.line.ticket_life import IN_LINE
from hall.line.unattended import UnattendedTicket
from hall.line.window_names import called
from web.sentences.moments import duration
from web.sentences.names import STATES

MOST_NUMBERS = 8


def unattended_sentences(lost: Sequence[UnattendedTicket]) -> list[str]:
    """One for each service that has somebody in line, one for each visit with a window."""
    in_line = [each for each in lost if each.ticket.state in IN_LINE]
    in_line.sort(key=lambda each: (each.ticket.service.position, each.ticket.service.prefix))
    of_each = groupby(in_line, key=lambda each: each.ticket.service_id)
    return [
        *(_of_a_service(list(waiting)) for _, waiting in of_each),
        *(_of_a_window(each.ticket) for each in lost if each.ticket.state not in IN_LINE),
    ]


def _of_a_service(waiting: Sequence[UnattendedTicket]) -> str:
    name = waiting[0].ticket.service.name
    numbers = "、".join(each.ticket.number for each in waiting[:MOST_NUMBERS])
    more = " 等" if len(waiting) > MOST_NUMBERS else ""
    who = f"“{name}”有 {len(waiting)} 位在等（{numbers}{more}）"
    if not waiting[0].anybody_able:
        return f"{who}，没有窗口、或者没有人会办这项业务。请到“窗口和业务”里看一看。"
    return f"{who}，现在没有人坐在能叫他们的窗口。请安排人坐下，或者由综合值班代管。"


def _of_a_window(ticket: Ticket) -> str:
    window = called(ticket.window.name if ticket.window else "")
    return (
        f"{ticket.number} 号（{STATES[ticket.state]}）留在 {window}，那里没有人了，"
        "别的窗口也没有人能接。请安排人坐下。"
    )


def silent_sentence(ticket: Ticket, now: datetime) -> str:
    """A window called, and nothing was pressed since."""
    waited = duration((now - (ticket.called_at or now)).total_seconds())
    window = called(ticket.window.name if ticket.window else "")
    return f"{window}叫了 {ticket.number} 号，{waited}了还没有动静，请过去看看。"


def unopened_sentences(unopened: Sequence[UnopenedWindow]) -> list[str]:
    """演示员丙已到岗，3 号窗口还没开。"""
    return [f"{one.clerk.name}已到岗，{called(one.window.name)}还没开。" for one in unopened]
