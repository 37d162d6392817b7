"""The drawn life of a ticket is the one that the hall keeps to."""

from pathlib import Path

from hall.line.ticket_life import AT_A_WINDOW, IN_LINE, LIFE, OVER, TicketState, TicketStep
from tools import ticket_life
from web.sentences import STATES, STEPS

ROOT = Path(__file__).parents[2]


def test_the_drawing_is_fresh() -> None:
    text = (ROOT / ticket_life.DOCUMENT).read_text("utf-8")

    assert text == ticket_life.drawn(), "run: make vocabulary"


def test_drawing_again_makes_a_stale_document_fresh(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()

    ticket_life.main(tmp_path)

    assert (tmp_path / ticket_life.DOCUMENT).read_text("utf-8") == ticket_life.drawn()


def test_every_state_and_step_has_its_chinese_name() -> None:
    assert list(STATES) == list(TicketState)
    assert list(STEPS) == list(TicketStep)


def test_every_state_can_be_reached_and_ends_somewhere() -> None:
    reached, new = set(), {TicketState.WAITING}
    while new:
        reached |= new
        new = {after for state in new for after in LIFE[state].values()} - reached

    assert reached == set(TicketState) == LIFE.keys()
    assert {step for steps in LIFE.values() for step in steps} == set(TicketStep)
    assert set(OVER) == {TicketState.FINISHED, TicketState.CANCELLED, TicketState.LEFT}
    assert not set(OVER) & {*IN_LINE, *AT_A_WINDOW}
