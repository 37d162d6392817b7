"""Ratings and cases against a model: whoever presses what, in whatever order, on whatever day."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from hall import journal
from hall.clock import hall_day
from hall.database import open_database
from hall.errors import AlreadyAnswered, AlreadyRated, NotAnswered, NotToBeRated
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, finishing, queries
from hall.line.model import Ticket
from hall.opinions.cases import Counting, answer, correct, set_limits, weigh
from hall.opinions.model import Case, Channel, Rating
from hall.opinions.queries import case_by_id
from hall.opinions.rating import rate
from hall.people.queries import staff_by_account
from hall.unit_of_work import Hall
from tests.conftest import StoppedClock

pytestmark = pytest.mark.slow


class Opinions(RuleBasedStateMachine):
    demo_database: Path

    @initialize()
    def open_the_hall(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        shutil.copyfile(self.demo_database, self.folder / "hall.sqlite3")
        self.clock = StoppedClock()
        self.hall = Hall(open_database(f"sqlite:///{self.folder / 'hall.sqlite3'}"), self.clock)
        self.visits: dict[int, date] = {}  # finished, and on which day
        self.rated: dict[int, int] = {}
        self.due: dict[int, date] = {}
        self.opened: dict[int, date] = {}
        self.said: dict[int, list[str]] = {}
        self.limits = {False: 7, True: 15}

    def teardown(self) -> None:
        if hasattr(self, "hall"):
            self.hall.close()
            shutil.rmtree(self.folder)

    @property
    def today(self) -> date:
        return hall_day(self.clock.now)

    @rule()
    def somebody_is_served(self) -> None:
        with self.hall.work("staff:3") as work:
            issue_ticket(work, queries.service_by_prefix(work.session, "A"), TicketRequest("kiosk"))
            window = queries.window_by_name(work.session, "1")
            ticket = finishing.finish(work, calling.call_next(work, window))
        self.visits[ticket.id] = self.today

    @precondition(lambda self: self.visits)
    @rule(which=st.integers(0, 99), grade=st.integers(1, 5), channel=st.sampled_from(Channel))
    def somebody_rates(self, which: int, grade: int, channel: Channel) -> None:
        ticket_id = list(self.visits)[which % len(self.visits)]
        age = (self.today - self.visits[ticket_id]).days
        refusal = AlreadyRated if ticket_id in self.rated else NotToBeRated if age > 1 else None
        try:
            with self.hall.work("phone") as work:
                ticket = work.session.get_one(Ticket, ticket_id)
                rating = rate(work, ticket, grade, channel=channel)
                case = work.session.scalar(select(Case).where(Case.rating_id == rating.id))
        except (AlreadyRated, NotToBeRated) as error:
            refused: type | None = type(error)
        else:
            refused = None
        assert refused is refusal
        if refused:
            return
        assert (case is not None) == (grade >= 4)
        self.rated[ticket_id] = grade
        if case:
            self.opened[case.id], self.said[case.id] = self.today, []
            self.due[case.id] = self.today + timedelta(days=self.limits[False])

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 99), words=st.sampled_from("甲乙丙"), first=st.booleans())
    def the_office_answers(self, which: int, words: str, first: bool) -> None:
        case_id = list(self.said)[which % len(self.said)]
        closed = bool(self.said[case_id])
        try:
            with self.hall.work("staff:1") as work:
                director = staff_by_account(work.session, "jia")
                action = answer if first else correct
                action(work, case_by_id(work.session, case_id), words, by=director)
        except (AlreadyAnswered, NotAnswered):
            assert first == closed
            return
        assert first != closed
        if self.said[case_id][-1:] != [words]:
            self.said[case_id].append(words)

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 99), is_complex=st.booleans())
    def the_office_weighs(self, which: int, is_complex: bool) -> None:
        case_id = list(self.said)[which % len(self.said)]
        with self.hall.work("staff:1") as work:
            case = case_by_id(work.session, case_id)
            if self.said[case_id]:
                with pytest.raises(AlreadyAnswered):
                    weigh(work, case, is_complex=is_complex)
                return
            if case.complex != is_complex:
                days = timedelta(days=self.limits[is_complex])
                self.due[case_id] = self.opened[case_id] + days
            weigh(work, case, is_complex=is_complex)

    @rule(ordinary=st.integers(1, 20), more=st.integers(0, 20))
    def the_office_sets_the_limits(self, ordinary: int, more: int) -> None:
        with self.hall.work("staff:1") as work:
            set_limits(
                work,
                ordinary=ordinary,
                complex_days=ordinary + more,
                count=Counting.CALENDAR,
            )
        self.limits = {False: ordinary, True: ordinary + more}

    @rule(hours=st.sampled_from([1, 9, 15, 24, 24 * 30]))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(hours=hours)

    @invariant()
    def tables_and_journal_agree(self) -> None:
        if not hasattr(self, "hall"):
            return
        with self.hall.read() as snapshot:
            rows = snapshot.session.execute(select(Rating.ticket_id, Rating.grade)).all()
            cases = snapshot.session.scalars(select(Case)).all()
            assert dict(rows) == self.rated
            assert len(rows) == len(self.rated)
            assert {each.id: each.due_on for each in cases} == self.due
            for case in cases:
                assert [each.words for each in case.answers] == self.said[case.id]
                assert (case.closed_at is not None) == bool(self.said[case.id])
            told = [entry.kind for entry in journal.after(snapshot.session, 0)]
        assert told.count("RatingGiven") == len(self.rated)
        assert told.count("CaseOpened") == len(self.due)
        assert told.count("CaseAnswered") == sum(map(len, self.said.values()))


@pytest.mark.slow_because("three hundred steps, and after each the tables are compared")
def test_whatever_is_pressed_tables_and_journal_agree(demo_database: Path) -> None:
    Opinions.demo_database = demo_database
    Opinions.TestCase.settings = settings(max_examples=10, stateful_step_count=30, deadline=None)
    Opinions.TestCase("runTest").runTest()
