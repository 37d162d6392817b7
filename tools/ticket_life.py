"""Draws docs/ticket-life.md from the table in hall/line/ticket_life.py.

python -m tools.ticket_life

A test fails when the document is older than the table.
"""

from collections.abc import Iterator
from pathlib import Path

from hall.line.ticket_life import LIFE, OVER, TicketState, TicketStep
from web.sentences import STATES, STEPS

ROOT = Path(__file__).parents[1]
DOCUMENT = Path("docs/ticket-life.md")

HEAD = """\
<!-- Written by `make vocabulary` from hall/line/ticket_life.py; change that file, not this one. -->

# 号的一生 · The life of a ticket

一个号从取到手到结束，只能走下面的步子；表里没有的一步会被拒绝。每一步都写进日志，各个状态的时间前后相接，
没有空档也没有重叠。自己做的上一步可以撤销一次（`undo`），号和时间都回到那一步之前。

"""


def drawn() -> str:
    return "\n".join([HEAD + "```mermaid", *_diagram(), "```", "", *_table(), ""])


def _diagram() -> Iterator[str]:
    yield "stateDiagram-v2"
    for state in TicketState:
        yield f"    {state}: {STATES[state]} {state}"
    yield f"    [*] --> {TicketState.WAITING}: 取号"
    for state, step, following in _every_step():
        yield f"    {state} --> {following}: {STEPS[step]}"
    for state in OVER:
        yield f"    {state} --> [*]"


def _table() -> Iterator[str]:
    yield "| 现在 | 这一步 | 之后 |"
    yield "| --- | --- | --- |"
    for state, step, following in _every_step():
        yield f"| {_named(state)} | {STEPS[step]} `{step}` | {_named(following)} |"


def _every_step() -> Iterator[tuple[TicketState, TicketStep, TicketState]]:
    for state, steps in LIFE.items():
        for step, following in steps.items():
            yield state, step, following


def _named(state: TicketState) -> str:
    return f"{STATES[state]} `{state}`"


def main(root: Path = ROOT) -> None:
    (root / DOCUMENT).write_text(drawn(), encoding="utf-8")


if __name__ == "__main__":
    main()
