"""Fact cards: one wish is one paper, whatever is pressed how often, and whenever power fails."""

import pytest

from hall.catalogue import usage_report
from hall.catalogue.queries import item_by_code
from hall.errors import KeyReused, Malformed, NotFound, TooManyCards
from hall.events import FactCardWanted
from hall.guidance.fact_cards import FactCard, card_by_id, want_card
from hall.machines import Paragraph, PrintProof, Sheet
from hall.slips.actions import came_out, take_up
from hall.slips.model import PaperSlip, PrintStage
from hall.slips.print_reconciliation import reconcile_prints

ITEM, OTHER = "YS-B-01", "YS-B-02"
SHEET = Sheet(title="明白卡", body=(Paragraph(text="身份证", ticked=False),))


def wish(hall, key="k", item=ITEM, count=lambda: None):
    with hall.work("kiosk") as work:
        return want_card(work, item_by_code(work.session, item), SHEET, key, count).id


def print_it(hall):
    with hall.work("printer") as work:
        slip = take_up(work)
        came_out(work, slip, PrintProof.CONFIRMED, None)


def papers(hall):
    with hall.read() as snapshot:
        return [slip.stage for slip in snapshot.session.query(PaperSlip)]


def test_one_wish_is_one_paper_and_one_fact_and_one_count(hall, facts):
    first = wish(hall)
    print_it(hall)

    assert wish(hall) == first
    assert papers(hall) == [PrintStage.PRINTED]
    assert [fact.item for fact in facts() if isinstance(fact, FactCardWanted)] == [ITEM]
    with hall.read() as snapshot:
        ((item, use),) = usage_report.most_used(snapshot.session, snapshot.today)
        assert (item.code, tuple(use)) == (ITEM, (0, 0, 1, 0))
        (day,) = usage_report.by_day(snapshot.session, snapshot.today)
        assert (day.use.prints, day.misses) == (1, 0)


def test_while_a_card_is_on_its_way_another_press_waits_for_it(hall):
    assert wish(hall, "a") == wish(hall, "b")
    assert wish(hall, "c", OTHER) != wish(hall, "b")

    print_it(hall)

    assert wish(hall, "d") != wish(hall, "a")


def test_a_card_the_power_failed_in_is_never_printed_again_by_itself(hall, tray):
    card = wish(hall)
    with hall.work("printer") as work:
        take_up(work)

    assert reconcile_prints(hall, tray)

    assert wish(hall) == card
    assert papers(hall) == [PrintStage.IN_DOUBT]
    with hall.work("printer") as work:
        assert take_up(work) is None
    assert wish(hall, "asked for once more") != card


def test_a_card_nobody_waits_for_any_more_holds_nobody_up(hall, clock):
    first = wish(hall, "a")

    clock.advance(minutes=11)

    assert wish(hall, "b") != first


def test_what_is_refused_is_no_card_and_what_was_asked_for_before_is_counted_no_more(hall):
    def refuse() -> None:
        raise TooManyCards(minutes=1)

    first = wish(hall, "first")
    print_it(hall)

    with pytest.raises(TooManyCards):
        wish(hall, "one more", count=refuse)
    assert wish(hall, "first", count=refuse) == first
    assert len(papers(hall)) == 1


def test_keys_are_kept_for_a_day(hall, clock):
    wish(hall)
    print_it(hall)
    clock.advance(days=1)

    wish(hall, "other")

    with hall.read() as snapshot:
        assert [card.request_key for card in snapshot.session.query(FactCard)] == ["other"]


def test_what_no_page_of_ours_asks_is_refused(hall):
    wish(hall)

    with pytest.raises(KeyReused):
        wish(hall, item=OTHER)
    for key in ("", "x" * 65):
        with pytest.raises(Malformed):
            wish(hall, key)
    for number in (0, -1, 2**70):
        with hall.read() as snapshot, pytest.raises(NotFound):
            card_by_id(snapshot.session, number)
