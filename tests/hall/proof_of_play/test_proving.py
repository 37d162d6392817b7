"""A proof says what the screens told, who did what, and how it can be checked."""

from datetime import timedelta
from hashlib import sha256

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from hall import journal
from hall.clock import local
from hall.events import ProofMade
from hall.notices.media_store import MediaStore
from hall.notices.model import NoticeKind
from hall.notices.publishing import approve, submit, withdraw
from hall.notices.queries import notice_by_id
from hall.notices.schedule import Schedule
from hall.notices.scheduling import reschedule
from hall.notices.showing import NoticeSchedule
from hall.notices.substance import digest
from hall.notices.writing import Draft, revise, write
from hall.pdf_papers.font_subset import fonts_for
from hall.people.queries import staff_by_account
from hall.proof_of_play.intake import ReportedStretch, take_in
from hall.proof_of_play.model import MARK_LENGTH, ExposureKind, PublicationProof
from hall.proof_of_play.proofs import may_be_proved, without_a_proof
from hall.proof_of_play.proving import prove
from hall.proof_of_play.screen_account import gaps
from hall.proof_of_play.statement import state
from hall.proof_of_play.time_account import Cause
from hall.proof_of_play.wording import STEPS, paper
from hall.screens.queries import screen_called
from hall.settings import change_setting

HOUR = timedelta(hours=1)


@pytest.fixture
def media_store(tmp_path):
    return MediaStore(tmp_path)


@pytest.fixture
def notice_id(hall):
    """Public for five working days from now on, on one screen."""
    with hall.work("staff:1") as work:
        jia, yi = (staff_by_account(work.session, name) for name in ("jia", "yi"))
        draft = Draft(
            kind=NoticeKind.TEXT,
            title="关于惠民资金发放名单的公示",
            body="名单如下。",
            paper_number="清镇政发〔2025〕6 号",
        )
        notice = write(work, draft, jia)
        main = screen_called(work.session, "main")
        reschedule(work, notice, NoticeSchedule(Schedule(work.now, working_days=5), [main]))
        submit(work, notice)
        approve(work, notice, yi)
        return notice.id


def tell(hall, notice_id, *, hours=2, mark=None, **more):
    """The screen tells that it ran until now, and showed the notice for a quarter of that."""
    with hall.work("screen:main") as work:
        notice = notice_by_id(work.session, notice_id)
        start = work.now - hours * HOUR
        ran = ReportedStretch(number=1, what=ExposureKind.ALIVE, starts_at=start, ends_at=work.now)
        shown = ReportedStretch(
            number=2,
            what=ExposureKind.SHOWN,
            starts_at=start,
            ends_at=work.now,
            notice_id=notice_id,
            mark=mark or digest(notice)[:MARK_LENGTH],
            shown_ms=int(hours * 900_000),
            times=90,
        )
        diary = f"diary{local(work.now):%d%H%M}"
        take_in(work, screen_called(work.session, "main"), diary, [ran, shown], **more)


def told(hall, notice_id):
    with hall.read() as snapshot:
        (screen,) = state(snapshot, notice_by_id(snapshot.session, notice_id)).screens
        return screen


def test_hours_off_are_a_gap_with_its_cause(hall, clock, notice_id):
    clock.advance(hours=2)
    tell(hall, notice_id)
    clock.advance(hours=3)
    tell(hall, notice_id, hours=1)

    screen = told(hall, notice_id)

    assert (screen.wanted, screen.shown) == (5 * HOUR, 3 * HOUR)
    assert screen.painted.shown == timedelta(minutes=45)
    assert gaps(screen) == {Cause.OFF: (1, 2 * HOUR)}


def test_what_was_not_approved_and_what_has_no_sure_time_does_not_count(hall, clock, notice_id):
    clock.advance(hours=2)
    tell(hall, notice_id, mark="f" * MARK_LENGTH)
    clock.advance(hours=2)
    tell(hall, notice_id, sure=False)

    screen = told(hall, notice_id)

    assert (screen.shown, screen.altered, screen.unsure) == (timedelta(), 2 * HOUR, 2 * HOUR)


def test_days_of_a_period_over_a_weekend_add_up(hall, clock, notice_id):
    for _ in range(9):  # from Monday to the next week's Wednesday
        clock.advance(hours=8)
        tell(hall, notice_id, hours=8)
        clock.advance(hours=16)

    with hall.read() as snapshot:
        said = state(snapshot, notice_by_id(snapshot.session, notice_id))
    (screen,) = said.screens

    assert said.working_days == 5
    assert local(said.period.end).isoformat() == "2025-03-11T00:00:00+08:00"
    assert sum((each.wanted for each in screen.days), timedelta()) == screen.wanted
    assert sum((each.painted.shown for each in screen.days), timedelta()) == 16 * HOUR


def test_the_paper_can_be_read_and_is_what_the_journal_says(
    hall, clock, media_store, notice_id, facts
):
    clock.advance(hours=2)
    tell(hall, notice_id)
    with hall.work("staff:2") as work:
        withdraw(work, notice_by_id(work.session, notice_id), "名单有误")
        tail = journal.tail(work.session)

    proof_id = prove(hall, media_store, notice_id, "测试大厅")

    with hall.read() as snapshot:
        proof = snapshot.session.get(PublicationProof, proof_id)
    content = media_store.path(proof.name).read_bytes()
    pages = list(pypdfium2.PdfDocument(content))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    made = [fact for fact in facts() if isinstance(fact, ProofMade)]
    assert made == [ProofMade(notice_id, sha256(content).hexdigest(), True, tail.seq)]
    assert (proof.journal_seq, proof.journal_hash) == (tail.seq, tail.hash)
    for words in ("公示证明", "清镇政发〔2025〕6 号", "演示员", "名单有误", "撤下", tail.hash):
        assert words in text
    assert "中期" not in text
    assert len(content) < 400_000  # only the letters that it needs


def first_lines(hall, notice_id):
    with hall.read() as snapshot:
        sheet = paper(state(snapshot, notice_by_id(snapshot.session, notice_id)), "测试大厅")
    assert any("（盖章）" in block.text for block in sheet.blocks)
    return dict(sheet.blocks[0].pairs)


def test_the_first_lines_judge_and_set_what_was_required_against_what_came_of_it(
    hall, clock, notice_id
):
    clock.advance(hours=4)
    tell(hall, notice_id)
    assert "还没有结束" in first_lines(hall, notice_id)["结论"]

    with hall.work("staff:2") as work:
        withdraw(work, notice_by_id(work.session, notice_id), "名单有误")
    assert first_lines(hall, notice_id) == {
        "结论": "公示提前结束，没有满原定的公示期。",
        "各屏合计": "应当公示 4 小时，在屏上轮播 2 小时",
        "工作日": "要求 5 个，已过 0 个，没有达到要求的天数",
        "在屏上最久的": "main：2 小时，占应当的 50%",
    }


def test_a_period_in_which_no_screen_told_of_it_is_no_publication(hall, clock, notice_id):
    clock.advance(days=10)
    with hall.work("staff:2") as work:
        withdraw(work, notice_by_id(work.session, notice_id), "到期")

    said = first_lines(hall, notice_id)
    assert "没有记录到任何一块屏" in said["结论"]
    assert "已过 5 个，达到" in said["工作日"]


def test_letters_stand_where_the_font_puts_them_at_every_weight():
    regular, bold = (TTFont(font) for font in fonts_for("（公示，日", 400, 700))

    for font in (regular, bold):
        for name, (_, left) in font["hmtx"].metrics.items():
            assert left == getattr(font["glyf"][name], "xMin", 0)
    opening = regular["glyf"][regular.getBestCmap()[ord("（")]]
    assert opening.xMin > 500  # in the right half of its square
    assert width(bold, "日") > width(regular, "日")  # its strokes, not its square


def width(font, letter):
    glyph = font["glyf"][font.getBestCmap()[ord(letter)]]
    return glyph.xMax - glyph.xMin


def test_who_did_what_is_told_with_what_a_reader_must_know(hall, clock, notice_id):
    with hall.work("staff:1") as work:
        jia = staff_by_account(work.session, "jia")
        change_setting(work, "four_eyes", "no")
        newer = revise(work, notice_by_id(work.session, notice_id), jia)
        submit(work, newer)
        approve(work, newer, jia)
        newer_id = newer.id

    with hall.read() as snapshot:
        old, new = (
            [
                (each.kind, each.who)
                for each in state(snapshot, notice_by_id(snapshot.session, each_id)).steps
            ]
            for each_id in (notice_id, newer_id)
        )

    assert old[-1] == ("NoticeWithdrawn replaced_by", "演示员甲")
    assert new[-1] == ("NoticePublished own", "演示员甲")
    assert set(dict(old) | dict(new)) <= set(STEPS)


def test_the_last_proof_waits_for_a_screen_that_was_cut_off_but_not_for_ever(
    hall, clock, notice_id
):
    clock.advance(hours=2)
    with hall.work("staff:2") as work:
        withdraw(work, notice_by_id(work.session, notice_id), "改期")

    def ready():
        with hall.read() as snapshot:
            due = without_a_proof(snapshot.session, snapshot.now)
            return [each.id for each in due if may_be_proved(snapshot.session, each, snapshot.now)]

    assert ready() == []
    tell(hall, notice_id)
    assert ready() == [notice_id]


def waits(hall):
    with hall.read() as snapshot:
        due = without_a_proof(snapshot.session, snapshot.now)
        return [may_be_proved(snapshot.session, each, snapshot.now) for each in due]


def test_it_waits_as_long_as_the_office_set_and_says_which_screen_was_silent_since_when(
    hall, clock, notice_id
):
    with hall.work("staff:2") as work:
        change_setting(work, "proof_waits_days", "5")
    clock.advance(hours=1)
    tell(hall, notice_id, hours=1)
    last = local(clock.now)
    clock.advance(hours=2)
    with hall.work("staff:2") as work:
        withdraw(work, notice_by_id(work.session, notice_id), "改期")
    clock.advance(days=4, hours=23)
    assert waits(hall) == [False]
    clock.advance(hours=1)
    assert waits(hall) == [True]
    assert first_lines(hall, notice_id)["没有报告的屏"] == (
        f"main：{last:%Y-%m-%d %H:%M:%S} 以后没有报告"
    )
    clock.advance(days=2)
    assert waits(hall) == []


def test_no_screen_is_called_silent_that_told_of_the_last_moment_or_before_the_end(
    hall, clock, notice_id
):
    clock.advance(hours=1)
    assert "没有报告的屏" not in first_lines(hall, notice_id)
    with hall.work("staff:2") as work:
        withdraw(work, notice_by_id(work.session, notice_id), "改期")
    assert first_lines(hall, notice_id)["没有报告的屏"] == "main：从来没有报告过"
    tell(hall, notice_id, hours=1)
    assert "没有报告的屏" not in first_lines(hall, notice_id)


def test_after_a_day_it_waits_no_longer_and_after_three_it_is_left_to_people(
    hall, clock, notice_id
):
    with hall.work("staff:2") as work:
        withdraw(work, notice_by_id(work.session, notice_id), "改期")
    clock.advance(days=1)
    with hall.read() as snapshot:
        (due,) = without_a_proof(snapshot.session, snapshot.now)
        assert may_be_proved(snapshot.session, due, snapshot.now)
    clock.advance(days=2)
    with hall.read() as snapshot:
        assert not without_a_proof(snapshot.session, snapshot.now)
