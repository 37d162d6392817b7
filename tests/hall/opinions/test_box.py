"""The box: no names, answers by code, hidden from whom it is about, forgotten in time."""

import json
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hall.errors import CodesClosed, Malformed, NobodyToAnswer, NotFound, TooManyOpinions, WrongCode
from hall.events import CaseOpened, CodeRefused, WindowTaken
from hall.line.queries import window_by_name
from hall.opinions import leaving
from hall.opinions.cases import answer
from hall.opinions.leaving import MOST_AN_HOUR, OpinionText, known_phrases, leave_opinion, telephone
from hall.opinions.looking_up import opinion_typed
from hall.opinions.model import Case, CaseSource, Channel, Opinion, OpinionKind
from hall.opinions.phrases import PHRASES
from hall.opinions.queries import case_by_id, due_cases, open_cases
from hall.opinions.retention import forget_old_opinions
from hall.people.queries import staff_by_account

SECRET = "窗口的人说了不好听的话"


def left(hall, *, key=None, channel=Channel.KIOSK, window=None, **said):
    """An opinion; returns the id of its case and its code."""
    said = {"kind": OpinionKind.COMPLAINT, "phrases": ["manner"], **said}
    with hall.work(channel) as work:
        about = window_by_name(work.session, window) if window else None
        case = leave_opinion(work, OpinionText(window=about, **said), channel, key)
        return case.id, case.opinion.code


def who(session, account):
    return staff_by_account(session, account)


def sit_down(hall, window, account):
    with hall.work("test") as work:
        staff = who(work.session, account)
        work.record(WindowTaken(window=window, staff_id=staff.id if staff else None))


def test_an_opinion_opens_a_case_and_the_journal_knows_nothing_else(hall, facts):
    case_id, _ = left(hall, words=SECRET, telephone="138 0000 0000", channel=Channel.PHONE)

    told = facts()[-1]
    assert told == CaseOpened(case_id=case_id, source="opinion")
    everything = json.dumps([asdict(each) for each in facts() if each], ensure_ascii=False)
    assert SECRET not in everything
    assert "138" not in everything
    with hall.read() as snapshot:
        case = case_by_id(snapshot.session, case_id)
        assert case.source is CaseSource.OPINION
        assert case.due_on == snapshot.today + timedelta(days=7)
        assert case.opinion.telephone == "138 0000 0000"


def test_the_same_key_is_the_same_opinion(hall):
    first = left(hall, key="kiosk-opinion-1")

    assert left(hall, key="kiosk-opinion-1", phrases=["machine"]) == first
    with hall.read() as snapshot:
        assert len(snapshot.session.scalars(select(Opinion)).all()) == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"phrases": []}, "opinion"),
        ({"phrases": ["nonsense"]}, "phrases"),
        ({"phrases": list(PHRASES[OpinionKind.COMPLAINT])[:6]}, "phrases"),
        ({"words": "长" * 501}, "opinion_words"),
        ({"words": "控\x07制"}, "opinion_words"),
        ({"telephone": "12"}, "telephone"),
        ({"telephone": "打给我"}, "telephone"),
        ({"happened_on": date(2030, 1, 1)}, "happened_on"),
        ({"happened_on": date(2020, 1, 1)}, "happened_on"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_kept(hall, said, field):
    with pytest.raises(Malformed) as refused:
        left(hall, **said)

    assert refused.value.details["field"] == field
    with hall.read() as snapshot:
        assert snapshot.session.scalars(select(Case)).all() == []


def test_numbers_to_call_back():
    assert telephone(" 13800000000 ") == "13800000000"
    assert telephone("0734-0000000") == "0734-0000000"
    assert telephone("１３８ 0000 0000") == "138 0000 0000"
    assert telephone("") == ""


def test_phrases_stand_in_the_order_of_the_page_each_once():
    kind = OpinionKind.SUGGESTION

    assert known_phrases(kind, ["on_paper", "seats", "seats"]) == ["seats", "on_paper"]


def test_too_many_within_an_hour_close_only_the_way_they_came(hall, clock):
    for _ in range(MOST_AN_HOUR):
        left(hall, channel=Channel.PHONE)

    with pytest.raises(TooManyOpinions):
        left(hall, channel=Channel.PHONE)
    left(hall, channel=Channel.KIOSK)
    clock.advance(minutes=61)
    left(hall, channel=Channel.PHONE)


def test_whom_a_complaint_may_be_about_does_not_see_it(hall, clock):
    sit_down(hall, "1", "bing")
    clock.advance(days=1)  # yesterday's clerk left the seat to the deputy, who sits there today
    sit_down(hall, "1", "yi")

    case_id, _ = left(hall, window="1", happened_on=clock().date())

    with hall.read() as snapshot:
        deputy, director = who(snapshot.session, "yi"), who(snapshot.session, "jia")
        assert [each.id for each in open_cases(snapshot.session, director)] == [case_id]
        assert open_cases(snapshot.session, deputy) == []
        assert not due_cases(snapshot.session, snapshot.today + timedelta(days=9), deputy).any
        assert (
            due_cases(snapshot.session, snapshot.today + timedelta(days=9), director).overdue == 1
        )
        with pytest.raises(NotFound):
            case_by_id(snapshot.session, case_id, deputy)


def test_a_suggestion_is_about_nobody(hall):
    sit_down(hall, "1", "yi")
    case_id, _ = left(hall, window="1", kind=OpinionKind.SUGGESTION, phrases=["signs"])

    with hall.read() as snapshot:
        assert case_by_id(snapshot.session, case_id, who(snapshot.session, "yi")).id == case_id


def test_what_nobody_may_read_is_not_taken_in(hall):
    for account in ("jia", "yi"):
        sit_down(hall, "1", account)

    with pytest.raises(NobodyToAnswer):
        left(hall, window="1")
    left(hall, window="2")


def test_a_manager_who_is_gone_cannot_answer_either(hall):
    sit_down(hall, "1", "yi")
    left(hall, window="1")
    with hall.work("staff:1") as work:
        who(work.session, "jia").in_use = False

    with pytest.raises(NobodyToAnswer):
        left(hall, window="1")


def test_the_code_leads_to_the_answer_and_guessing_is_closed(hall, facts):
    _, code = left(hall)
    assert opinion_typed(hall, "kiosk", f"{code[:4]} {code[4:]}").code == code

    for _ in range(5):
        with pytest.raises(WrongCode):
            opinion_typed(hall, "phone", "x", "192.0.2.66")
    assert facts()[-1] == CodeRefused(what="opinion")
    with pytest.raises(CodesClosed):
        opinion_typed(hall, "phone", code, "192.0.2.66")
    assert opinion_typed(hall, "kiosk", code).code == code  # the kiosk did not guess


def test_codes_of_two_opinions_differ(hall, monkeypatch):
    numbers = iter([7, 7, 8])
    monkeypatch.setattr(leaving.secrets, "randbelow", lambda _: next(numbers))

    assert [left(hall)[1], left(hall)[1]] == ["00000007", "00000008"]


def test_personal_data_goes_when_its_time_is_over_and_open_cases_keep_it(hall, clock):
    closed, code = left(hall, words=SECRET, telephone="13800000000")
    still_open, _ = left(hall, words=SECRET)
    with hall.work("staff:1") as work:
        director = who(work.session, "jia")
        answer(work, case_by_id(work.session, closed), "已谈话", by=director)
    clock.advance(days=89)
    assert forget_old_opinions(hall) == 0

    clock.advance(days=1)
    clock.jump(hours=-2)
    assert forget_old_opinions(hall) == 0  # nothing goes by a clock that is doubted
    clock.jump(hours=2)
    assert forget_old_opinions(hall) == 1
    assert forget_old_opinions(hall) == 0

    with hall.read() as snapshot:
        gone = case_by_id(snapshot.session, closed).opinion
        assert (gone.words, gone.telephone, gone.code, gone.link) == ("", "", None, None)
        assert gone.phrases == ["manner"]
        assert case_by_id(snapshot.session, still_open).opinion.words == SECRET
    with pytest.raises(WrongCode):
        opinion_typed(hall, "kiosk", code)
