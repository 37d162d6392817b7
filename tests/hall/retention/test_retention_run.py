"""One run over the table: what is over goes, what is counted stays, and the journal proves it."""

from datetime import date, timedelta
from hashlib import sha256
from random import Random

import pytest
from sqlalchemy import func, select

from hall import journal
from hall.catalogue import usage_counts, usage_report
from hall.errors import Malformed, NotFound
from hall.events import DataForgotten, RetentionChanged, RetentionRun, SettingChanged
from hall.id_cards.model import TicketCard
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries
from hall.line.figures import figures
from hall.line.model import Ticket
from hall.opinions import tallies
from hall.opinions.cases import answer
from hall.opinions.model import Channel, Grade, Opinion, Rating
from hall.opinions.queries import case_by_id
from hall.retention.retention_run import forgotten_lately, run_retention
from hall.retention.retention_table import RETENTION, change_kept_days, rule_named
from hall.sealed_remains import SealedRemains
from tests.hall.opinions.test_box import left, who

DAYS = 120


@pytest.fixture
def remains(tmp_path):
    return SealedRemains(tmp_path, "a secret")


def a_day(hall, random):
    """Numbers, cards, notes, ratings, words; some opinions, some of them answered."""
    with hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, random.choice("AB"))
        ticket = issue_ticket(work, service, TicketRequest("kiosk"))
        ticket.note = random.choice(["", "电话 13800000000"])
        over = work.today + timedelta(days=random.randrange(3))
        work.session.add(TicketCard(ticket_id=ticket.id, number="110101199003070011", until=over))
        grade = random.choice(list(Grade))
        work.session.add(
            Rating(
                ticket_id=ticket.id,
                grade=grade,
                words=random.choice(["", "我的电话 13800000000"]),
                channel=Channel.KIOSK,
                day=work.today,
                given_at=work.now,
            )
        )
        usage_counts.count_view(work, 1, found_by_search=random.random() < 0.5)
        usage_counts.count_miss(work, random.choice(["低保", "新农合", "户口"]))
    if random.random() < 0.2:
        case, _ = left(hall, words="我的话", telephone="13800000000")
        if random.random() < 0.7:
            with hall.work("staff:1") as work:
                answer(work, case_by_id(work.session, case), "答复", by=who(work.session, "jia"))


def totals(hall, days):
    """Every figure that the hall counts, of each of the days and of all."""
    with hall.read() as snapshot:
        session = snapshot.session
        return {
            "figures": [figures(session, day) for day in days],
            "grades": tallies.all_grades(session, days[0], days[-1]),
            "by window": tallies.by_window(session, days[0], days[-1]),
            "by person": tallies.by_person(session, days[0], days[-1]),
            "by item": tallies.by_item(session, days[0], days[-1]),
            "uses": list(usage_report.by_day(session, date.min)),
            "most used": [use for _, use in usage_report.most_used(session, date.min)],
            "opinions": session.execute(
                select(Opinion.kind, func.count()).group_by(Opinion.kind)
            ).all(),
            "tickets": session.scalar(select(func.count()).select_from(Ticket)),
        }


@pytest.mark.parametrize("seed", range(3))
def test_no_total_changes_and_nothing_that_is_over_stays(hall, clock, remains, seed):
    random, days = Random(seed), []
    for _ in range(DAYS):
        clock.advance(days=1)
        with hall.read() as snapshot:
            days.append(snapshot.today)
        a_day(hall, random)
    with hall.work("staff:1") as work:
        for rule in RETENTION:
            if rule.bounds:
                change_kept_days(work, rule, random.randint(1, DAYS // 2))
    before = totals(hall, days)

    counts = run_retention(hall, remains)

    assert {"cards", "ticket_notes", "search_words", "rating_words"} <= counts.keys()
    assert totals(hall, days) == before
    assert run_retention(hall, remains) == {}
    with hall.read() as snapshot:
        assert journal.first_break(snapshot.session) is None
        session, today = snapshot.session, snapshot.today
        assert session.scalar(select(func.min(TicketCard.until))) >= today
        notes = select(func.min(Ticket.day)).where(Ticket.note != "")
        kept = rule_named("ticket_notes").days_now(snapshot)
        assert session.scalar(notes) > today - timedelta(days=kept)
        said = select(func.min(Rating.day)).where(Rating.words != "")
        assert session.scalar(said) > today - timedelta(
            days=rule_named("opinions").days_now(snapshot)
        )


def test_the_journal_says_which_rows_and_the_hash_of_what_was_sealed(
    hall, clock, remains, facts, tmp_path
):
    a_day(hall, Random(1))
    clock.advance(days=5)

    assert run_retention(hall, remains)["cards"] == 1

    (told,) = [fact for fact in facts() if isinstance(fact, DataForgotten)]
    sealed = (tmp_path / "forgotten" / told.file).read_bytes()
    assert (told.table, told.count, told.first, told.last) == ("ticket_card", 1, "1", "1")
    assert told.sha256 == sha256(sealed).hexdigest()
    assert facts()[-1] == RetentionRun(counts={"cards": 1})
    with hall.read() as snapshot:
        assert forgotten_lately(snapshot)["cards"].total == 1


def test_the_first_run_of_a_day_is_told_though_nothing_is_over(hall, clock, remains, facts):
    for _ in range(3):
        run_retention(hall, remains)
    clock.advance(days=1)
    run_retention(hall, remains)

    assert [fact for fact in facts() if isinstance(fact, RetentionRun)] == [RetentionRun({})] * 2


def test_nothing_goes_by_a_clock_that_is_doubted(hall, clock, remains, facts):
    a_day(hall, Random(1))
    before = facts()
    clock.jump(days=400 * 30)

    assert run_retention(hall, remains) == {}
    assert facts() == before


def test_what_cannot_be_sealed_stays_and_the_other_rules_go_on(hall, clock, remains, tmp_path):
    a_day(hall, Random(1))
    clock.advance(days=100)
    (tmp_path / "forgotten").touch()

    assert run_retention(hall, remains) == {"search_words": 1}

    with hall.read() as snapshot:
        assert snapshot.session.scalar(select(func.count()).select_from(TicketCard)) == 1


def test_days_are_set_within_their_bounds_and_told_from_and_to(hall, facts):
    with hall.work("staff:1") as work:
        change_kept_days(work, rule_named("opinions"), 30)
        change_kept_days(work, rule_named("opinions"), 30)

    assert facts()[-2:] == [
        SettingChanged(name="opinion_days", value="30"),
        RetentionChanged(what="opinions", before=90, days=30),
    ]
    for name, days, refused in (
        ("opinions", 0, Malformed),
        ("opinions", 4000, Malformed),
        ("exposures", 10, NotFound),
        ("nothing", 10, NotFound),
    ):
        with pytest.raises(refused), hall.work("staff:1") as work:
            change_kept_days(work, rule_named(name), days)
