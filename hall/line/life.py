"""The life of a ticket, as a table. docs/ticket-life.md is drawn from it (make vocabulary)."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    WAITING = "waiting"  # in the line of a service
    CALLED = "called"  # on the way to a window
    SERVING = "serving"
    PARKED = "parked"  # 挂起: fetching a paper, comes back to the same window
    MISSED = "missed"  # 过号: called, and did not come
    TRANSFERRED = "transferred"  # 转移: in another line, with the first place kept
    FINISHED = "finished"
    CANCELLED = "cancelled"  # the number was given back
    LEFT = "left"  # went away without saying so


class Step(StrEnum):
    """What moves a ticket on; each is a deed of hall/line."""

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
    ADD = "add"  # the visit is for one more service, after what is already noted


_IN_LINE = {
    Step.CALL: State.CALLED,
    Step.TRANSFER: State.TRANSFERRED,  # sent on before being called: taken at the wrong line
    Step.CANCEL: State.CANCELLED,
    Step.LEAVE: State.LEFT,
}

#: From a state, by a step, to the next state. Any step not listed here is refused.
LIFE: Mapping[State, Mapping[Step, State]] = {
    State.WAITING: {**_IN_LINE, Step.WALK_UP: State.SERVING, Step.ADD: State.WAITING},
    State.TRANSFERRED: {**_IN_LINE, Step.ADD: State.TRANSFERRED},
    State.CALLED: {
        Step.ADD: State.CALLED,
        Step.RECALL: State.CALLED,
        Step.SERVE: State.SERVING,
        Step.FINISH: State.FINISHED,  # a clerk who only ever presses "next"
        Step.GO_ON: State.TRANSFERRED,
        Step.MISS: State.MISSED,
        Step.PARK: State.PARKED,
        Step.TRANSFER: State.TRANSFERRED,
        Step.CANCEL: State.CANCELLED,
    },
    State.SERVING: {
        Step.ADD: State.SERVING,
        Step.FINISH: State.FINISHED,
        Step.GO_ON: State.TRANSFERRED,
        Step.CONTINUE: State.SERVING,
        Step.PARK: State.PARKED,
        Step.TRANSFER: State.TRANSFERRED,
    },
    State.PARKED: {
        Step.ADD: State.PARKED,
        Step.RESUME: State.SERVING,
        Step.RECALL: State.CALLED,
        Step.CANCEL: State.CANCELLED,
        Step.LEAVE: State.LEFT,
    },
    State.MISSED: {
        Step.ADD: State.MISSED,
        Step.RECALL: State.CALLED,  # stands at the window
        Step.RETURN: State.WAITING,  # three places behind, not at the end
        Step.CANCEL: State.CANCELLED,
        Step.LEAVE: State.LEFT,
    },
    State.FINISHED: {},
    State.CANCELLED: {},
    State.LEFT: {},
}

#: Whom a window may call.
IN_LINE = (State.WAITING, State.TRANSFERRED)
#: Who is with a window.
AT_A_WINDOW = (State.CALLED, State.SERVING)
#: No step leads on from here.
OVER = tuple(state for state, steps in LIFE.items() if not steps)
