"""Rating: once a visit, by choice, after it was served; a bad grade opens a case with it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from hall import journal
from hall.errors import (
    AlreadyRated,
    Malformed,
    NotToBeRated,
)
from hall.events import CaseOpened, RatingGiven
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, finishing, queries, seating, visit_steps
from hall.line.ticket_life import TicketState
from hall.line.undoing import undo
from hall.opinions.model import Case, Channel, Rating
from hall.opinions.rating import LONGEST_WORDS, rate
from hall.opinions.tallies import all_grades, by_item, by_person, by_window
from hall.people.queries import staff_by_account


@pytest.fixture
def visit(hall):
    """A visit that was finished at a window, by its clerk; returns the ticket's id."""

    def finished(service="A", window="1", clerk="bing", item=None) -> int:
        with hall.work("kiosk") as work:
            found = queries.service_by_prefix(work.session, service)
            ticket = issue_ticket(work, found, TicketRequest("kiosk", item_code=item))
        with hall.read() as snapshot:
            staff = staff_by_account(snapshot.session, clerk)
        with hall.work(f"staff:{staff.id}") as work:
            here = queries.window_by_name(work.session, window)
            seating.sit_down(work, here, staff)
            calling.call(work, queries.ticket_by_id(work.session, ticket.id), here)
        with hall.work(f"staff:{staff.id}") as work:
            finishing.finish(work, queries.ticket_by_id(work.session, ticket.id))
        return ticket.id

    return finished


def give(hall, ticket_id, grade=1, words="", channel=Channel.PHONE):
    with hall.work("phone") as work:
        ticket = queries.ticket_by_id(work.session, ticket_id)
        return rate(work, ticket, grade, words, channel=channel).id


def kept(hall, kind):
    with hall.read() as snapshot:
        return snapshot.session.scalars(select(kind)).all()


def test_a_rating_knows_who_served_and_the_journal_only_that_there_is_one(hall, visit, facts):
    ticket_id = visit()

    rating_id = give(hall, ticket_id, 2, " 态度\n很好 ", Channel.TABLET)

    (rating,) = kept(hall, Rating)
    with hall.read() as snapshot:
        assert rating.window_id == queries.window_by_name(snapshot.session, "1").id
        assert rating.staff_id == staff_by_account(snapshot.session, "bing").id
    assert (rating.grade, rating.words, rating.channel) == (2, "态度 很好", Channel.TABLET)
    assert facts()[-1] == RatingGiven(rating_id=rating_id)
    with hall.read() as snapshot:
        assert journal.after(snapshot.session, 0)[-1].details == {"rating_id": rating_id}


def test_many_taps_at_once_are_one_rating(hall, visit):
    ticket_id = visit()

    def tap(grade):
        try:
            return give(hall, ticket_id, grade)
        except AlreadyRated:
            return None

    with ThreadPoolExecutor(16) as fingers:
        given = list(fingers.map(tap, [4, 5, 1, 2] * 8))

    assert len([each for each in given if each]) == 1
    assert len(kept(hall, Rating)) == 1
    assert len(kept(hall, Case)) == sum(each.grade > 3 for each in kept(hall, Rating))


@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
def test_only_a_bad_grade_opens_a_case(hall, visit, facts, grade):
    give(hall, visit(), grade)

    assert len(kept(hall, Case)) == (grade > 3)
    assert any(isinstance(fact, CaseOpened) for fact in facts()) == (grade > 3)


@pytest.mark.parametrize("grade", [0, 6, -1, 10**20])
def test_there_are_five_grades(hall, visit, grade):
    with pytest.raises(Malformed):
        give(hall, visit(), grade)

    assert kept(hall, Rating) == []


@pytest.mark.parametrize("words", ["x" * (LONGEST_WORDS + 1), "a\x00b", "\x1b[2J", "\ud83d"])
def test_words_are_bounded_and_without_control_characters(hall, visit, words):
    with pytest.raises(Malformed):
        give(hall, visit(), 5, words)

    assert kept(hall, Rating) == kept(hall, Case) == []  # all of it or nothing


def test_faces_that_telephones_put_together_are_kept(hall, visit):
    give(hall, visit(), 1, "很好👨‍👩‍👧")

    assert kept(hall, Rating)[0].words.startswith("很好👨")


STEPS = {
    "waiting": (), "called": (visit_steps.serve,), "missed": (visit_steps.miss,),
    "left": (visit_steps.miss, visit_steps.leave), "parked": (visit_steps.park,),
    "cancelled": (visit_steps.cancel,),
}  # fmt: skip


@pytest.mark.parametrize("after", STEPS)
def test_a_visit_that_was_not_served_to_its_end_is_not_rated(hall, after):
    with hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        found = queries.service_by_prefix(work.session, "A")
        ticket = issue_ticket(work, found, TicketRequest("kiosk"))
        if after != "waiting":
            calling.call(work, ticket, window)
        for step in STEPS[after]:
            step(work, ticket)

    with pytest.raises(NotToBeRated):
        give(hall, ticket.id)


@pytest.mark.parametrize(
    ("hours", "allowed"), [(0, True), (38.4, True), (38.6, False), (900, False)]
)
def test_until_the_end_of_the_next_day(hall, visit, clock, hours, allowed):
    """The visit is at half past nine; 38.5 hours later it is midnight after the next day."""
    ticket_id = visit()
    clock.advance(hours=hours)

    if allowed:
        assert give(hall, ticket_id)
    else:
        with pytest.raises(NotToBeRated):
            give(hall, ticket_id)


def test_a_finish_that_is_undone_and_done_again_is_still_one_visit(hall, visit):
    ticket_id = visit()
    give(hall, ticket_id, 5)

    with hall.work() as work:
        ticket = queries.ticket_by_id(work.session, ticket_id)
        work.actor = ticket.stepped_by
        undo(work, ticket)
        assert ticket.state is TicketState.CALLED
        finishing.finish(work, ticket)

    with pytest.raises(AlreadyRated):
        give(hall, ticket_id)


def test_a_visit_finished_by_a_call_pad_is_rated_for_whoever_sat_there(hall, visit):
    visit()  # seats bing
    with hall.work("kiosk") as work:
        found = queries.service_by_prefix(work.session, "A")
        ticket = issue_ticket(work, found, TicketRequest("kiosk"))
    for press in (calling.call_next, None):
        with hall.work("token:叫号器") as work:
            if press:
                press(work, queries.window_by_name(work.session, "1"))
            else:
                finishing.finish(work, queries.ticket_by_id(work.session, ticket.id))
    with hall.work("staff:5") as work:  # somebody else sits down before the rating comes
        someone = staff_by_account(work.session, "ding")
        seating.sit_down(work, queries.window_by_name(work.session, "1"), someone)

    give(hall, ticket.id, 3)

    with hall.read() as snapshot:
        rating = snapshot.session.scalars(select(Rating).where(Rating.grade == 3)).one()
        assert rating.staff.account == "bing"


def test_the_office_counts_by_window_person_and_item(hall, visit, clock):
    give(hall, visit(item="YS-B-01"), 1)
    give(hall, visit(), 5)
    give(hall, visit("B", "2", "ding"), 2)
    today = clock.now.date()

    with hall.read() as snapshot:
        session = snapshot.session
        assert all_grades(session, today, today).counts == (1, 1, 0, 0, 1)
        assert {each.name: each.counts for each in by_window(session, today, today)} == {
            "1": (1, 0, 0, 0, 1),
            "2": (0, 1, 0, 0, 0),
        }
        assert [each.total for each in by_person(session, today, today)] == [2, 1]
        items = {each.name: each.total for each in by_item(session, today, today)}
        assert items == {"社保医保办卡补卡": 1, "社保医保": 1, "户籍办理": 1}
        assert by_window(session, today.replace(day=4), today.replace(day=9)) == []
