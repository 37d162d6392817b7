"""Diaries are forgotten when no proof needs them, a little at a time."""

import pytest
from sqlalchemy import func, select

from hall.errors import RecordsForgotten
from hall.events import ExposuresForgotten
from hall.notices.publishing import withdraw
from hall.notices.queries import notice_by_id
from hall.proof_of_play.model import Exposure
from hall.proof_of_play.proving import prove
from hall.proof_of_play.retention import KEPT, forget_old_exposures
from tests.hall.proof_of_play.test_proving import media_store, notice_id, tell

__all__ = ["notice_id", "media_store"]  # fixtures


def kept(hall) -> int:
    with hall.read() as snapshot:
        return snapshot.session.scalar(select(func.count()).select_from(Exposure))


def test_only_what_is_old_goes_a_little_at_a_time_and_the_journal_says_so(
    hall, clock, notice_id, facts
):
    for _ in range(2):
        tell(hall, notice_id)
        clock.advance(days=1)
    clock.advance(seconds=KEPT.total_seconds() - 2 * 86400)
    assert forget_old_exposures(hall) == 0

    clock.advance(days=3)
    tell(hall, notice_id)
    clock.jump(hours=-2)
    assert forget_old_exposures(hall) == 0  # nothing goes by a clock that is doubted
    clock.jump(hours=2)
    assert [forget_old_exposures(hall, most=3) for _ in range(3)] == [3, 1, 0]
    assert kept(hall) == 2
    told = [fact.count for fact in facts() if isinstance(fact, ExposuresForgotten)]
    assert told == [3, 1]


def test_no_proof_is_made_of_what_is_forgotten(hall, clock, notice_id, media_store):
    tell(hall, notice_id)
    clock.advance(days=1)
    with hall.work("staff:1") as work:
        withdraw(work, notice_by_id(work.session, notice_id), "到此为止")
    clock.advance(seconds=KEPT.total_seconds())

    with pytest.raises(RecordsForgotten):
        prove(hall, media_store, notice_id, "演示大厅")
