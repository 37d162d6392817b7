"""Consent to a finger in the reader: signed before, taken back at any time, with proof."""

import pytest

from devices.fingerprint_reader.quirks import Quirk
from hall.attendance.consents import fingers_to_delete, who_agreed
from hall.attendance.queries import pages_of
from hall.events import ConsentRecorded, FingerForgotten, Punched, read_back
from hall.journal import after
from hall.people.queries import staff_by_id
from tests.waiting import wait_until

PAGE = "/office/fingerprints"
BING, YI = 3, 2


@pytest.fixture
def told(office):
    def told(*kinds):
        with office.hall.read() as snapshot:
            rows = [read_back(row.kind, row.details) for row in after(snapshot.session, 0)]
            return [fact for fact in rows if isinstance(fact, kinds)]

    return told


def enrol(director, consent, staff=YI):
    form = {"staff": staff, "label": "左手食指", "captures": "2", "consent": consent}
    return director.post(f"{PAGE}/enrol", data=form)


def test_the_form_to_sign_says_what_the_law_wants_and_names_the_person(director, as_):
    paper = director.get(f"{PAGE}/consent?staff={BING}").text

    for said in ("演示员丙", "只用来考勤打卡", "敏感个人信息", "可以不用", "撤回", "本人签名"):
        assert said in paper
    assert "演示员丙" not in director.get(f"{PAGE}/consent").text
    assert as_("bing").get(f"{PAGE}/consent").status_code == 403


def test_who_signed_once_need_not_sign_again(director, told):
    assert enrol(director, "").status_code == 422
    assert told(ConsentRecorded) == []

    assert enrol(director, "on").status_code == 303
    director.post(f"{PAGE}/cancel")

    assert told(ConsentRecorded) == [ConsentRecorded(YI, agreed=True)]
    assert "已签" in director.get(PAGE).text
    wait_until(lambda: enrol(director, "").status_code == 303)
    assert len(told(ConsentRecorded)) == 1


def test_whoever_was_enrolled_before_it_was_asked_for_signs_afterwards(director, told):
    for _ in range(2):
        assert director.post(f"{PAGE}/{BING}/agree").status_code == 303

    assert told(ConsentRecorded) == [ConsentRecorded(BING, agreed=True)]


def test_who_takes_it_back_loses_their_fingers_with_proof_and_clocks_in_by_pin(
    office, director, told, simulated_reader
):
    director.post(f"{PAGE}/{BING}/withdraw")

    wait_until(lambda: told(FingerForgotten))
    assert told(ConsentRecorded) == [ConsentRecorded(BING, agreed=False)]
    assert BING not in simulated_reader.enrolled
    with office.hall.read() as snapshot:
        assert pages_of(snapshot.session, BING) == []
        assert who_agreed(snapshot.session) == {BING: False}
    assert enrol(director, "", staff=BING).status_code == 422


def test_a_reader_that_only_claims_to_have_deleted_is_told_until_it_has(
    office, director, told, simulated_reader
):
    simulated_reader.quirks.add(Quirk.DELETE_IN_VAIN)
    with office.hall.work() as work:
        staff_by_id(work.session, BING).in_use = False  # they left
    director.post(f"{PAGE}/{BING}/forget-person")
    wait_until(lambda: "没有做成" in director.get(f"{PAGE}/_desk").text)

    assert told(FingerForgotten) == []
    assert "应当删除的指纹" in director.get(PAGE).text
    simulated_reader.quirks.clear()
    wait_until(lambda: director.post(f"{PAGE}/{BING}/forget-person").status_code == 303)
    wait_until(lambda: told(FingerForgotten))
    with office.hall.read() as snapshot:
        assert fingers_to_delete(snapshot.session) == []
    assert told(Punched) == []


def test_only_a_manager_takes_consent_back_and_of_nobody_there_is_none(director, as_, told):
    clerk = as_("bing")

    assert clerk.post(f"{PAGE}/{YI}/withdraw").status_code == 403
    assert clerk.post(f"{PAGE}/{YI}/agree").status_code == 403
    assert clerk.post(f"{PAGE}/{YI}/forget-person").status_code == 403
    assert director.post(f"{PAGE}/999/withdraw").status_code == 404
    assert told(ConsentRecorded) == []
