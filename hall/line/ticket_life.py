"""The life of a ticket, as a table. docs/ticket-life.md is drawn from it (make vocabulary)."""

from collections.abc import Mapping
from enum import StrEnum


class TicketState(StrEnum):
    WAITING = "waiting"  # in the line of a service
    CALLED = "called"  # on the way to a window
    SERVING = "serving"
    PARKED = "parked"  # 挂起: fetching a paper, comes back to the same window
    MISSED = "missed"  # 过号: called, and did not come
    TRANSFERRED = "transferred"  # 转移: in another line, with the first place kept
    FINISHED = "finished"
    CANCELLED = "cancelled"  # the number was given back
    LEFT = "left"  # went away without saying so


class TicketStep(StrEnum):
    """What moves a ticket on; each is an action of hall/line."""

    CALL = "call"
    RECALL = "recall"
    SERVE = "serve"
    FINISH = "finish"
    MISS = "miss"
    RETURN = "return"
    PARK = "park"
    RESUME = "resume"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    LEAVE = "leave"
    WALK_UP = "walk_up"  # nobody is called: the visitor stands at the window without a number
    GO_ON = "go_on"  # one of several services is done; on to the next one's line
    CONTINUE = "continue"  # … which this window does too
    CLOSE = "close"  # nobody pressed its end: the office does, or the night
    ADD = "add"  # the visit is for one more service, after what is already noted


_IN_LINE = {
    TicketStep.CALL: TicketState.CALLED,
    TicketStep.TRANSFER: TicketState.TRANSFERRED,  # sent on uncalled: taken at the wrong line
    TicketStep.CANCEL: TicketState.CANCELLED,
    TicketStep.LEAVE: TicketState.LEFT,
    TicketStep.CLOSE: TicketState.LEFT,
}

#: From a state, by a step, to the next state. Any step not listed here is refused.
LIFE: Mapping[TicketState, Mapping[TicketStep, TicketState]] = {
    TicketState.WAITING: {
        **_IN_LINE,
        TicketStep.WALK_UP: TicketState.SERVING,
        TicketStep.ADD: TicketState.WAITING,
    },
    TicketState.TRANSFERRED: {**_IN_LINE, TicketStep.ADD: TicketState.TRANSFERRED},
    TicketState.CALLED: {
        TicketStep.ADD: TicketState.CALLED,
        TicketStep.RECALL: TicketState.CALLED,
        TicketStep.SERVE: TicketState.SERVING,
        TicketStep.FINISH: TicketState.FINISHED,  # a clerk who only ever presses "next"
        TicketStep.GO_ON: TicketState.TRANSFERRED,
        TicketStep.MISS: TicketState.MISSED,
        TicketStep.PARK: TicketState.PARKED,
        TicketStep.TRANSFER: TicketState.TRANSFERRED,
        TicketStep.CANCEL: TicketState.CANCELLED,
        TicketStep.CLOSE: TicketState.LEFT,
    },
    TicketState.SERVING: {
        TicketStep.ADD: TicketState.SERVING,
        TicketStep.FINISH: TicketState.FINISHED,
        TicketStep.GO_ON: TicketState.TRANSFERRED,
        TicketStep.CONTINUE: TicketState.SERVING,
        TicketStep.PARK: TicketState.PARKED,
        TicketStep.TRANSFER: TicketState.TRANSFERRED,
        TicketStep.CLOSE: TicketState.FINISHED,
    },
    TicketState.PARKED: {
        TicketStep.ADD: TicketState.PARKED,
        TicketStep.RESUME: TicketState.SERVING,
        TicketStep.RECALL: TicketState.CALLED,
        TicketStep.CANCEL: TicketState.CANCELLED,
        TicketStep.LEAVE: TicketState.LEFT,
        TicketStep.CLOSE: TicketState.LEFT,
    },
    TicketState.MISSED: {
        TicketStep.ADD: TicketState.MISSED,
        TicketStep.RECALL: TicketState.CALLED,  # stands at the window
        TicketStep.RETURN: TicketState.WAITING,  # three places behind, not at the end
        TicketStep.CANCEL: TicketState.CANCELLED,
        TicketStep.LEAVE: TicketState.LEFT,
        TicketStep.CLOSE: TicketState.LEFT,
    },
    TicketState.FINISHED: {},
    TicketState.CANCELLED: {},
    TicketState.LEFT: {},
}

#: Whom a window may call.
IN_LINE = (TicketState.WAITING, TicketState.TRANSFERRED)
#: Who is with a window.
AT_A_WINDOW = (TicketState.CALLED, TicketState.SERVING)
#: No step leads on from here.
OVER = tuple(state for state, steps in LIFE.items() if not steps)
