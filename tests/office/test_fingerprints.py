"""Fingers in the office: enrolled, forgotten, and the reader they are in."""

from io import BytesIO

import pytest

from devices.fingerprint_reader.quirks import Quirk
from hall.attendance import queries
from hall.attendance.model import Finger
from hall.events import (
    FingerEnrolled,
    FingerForgotten,
    FingersCopied,
    FingersRestored,
    Punched,
    ReaderAdopted,
    SecurityLevelSet,
    read_back,
)
from hall.journal import after
from tests.waiting import wait_until

DESK = "/office/fingerprints/_desk"
BING = 3  # 演示员丙, whose finger is at page 3


@pytest.fixture
def shown(director):
    return lambda: director.get(DESK).text


@pytest.fixture
def told(office):
    def told(*kinds):
        with office.hall.read() as snapshot:
            rows = [read_back(row.kind, row.details) for row in after(snapshot.session, 0)]
            return [fact for fact in rows if isinstance(fact, kinds)]

    return told


def enrol(director, **form):
    form = {"staff": "2", "label": "左手食指", "captures": "2", "consent": "on", **form}
    return director.post("/office/fingerprints/enrol", data=form)


def lay_twice(director, shown):
    for times in ("第 1 次", "第 2 次"):
        wait_until(lambda times=times: f"请按手指（{times}" in shown())
        director.post("/office/fingerprints/glass")
    wait_until(lambda: "请再按一次同一枚手指" in shown())
    director.post("/office/fingerprints/glass")


def test_a_person_enrols_a_second_finger_and_clocks_in_with_it(
    office, director, shown, told, simulated_reader
):
    assert enrol(director).status_code == 303

    lay_twice(director, shown)

    wait_until(lambda: "指纹登记好了（指纹机里的第 0 号位置）" in shown())
    assert told(FingerEnrolled) == [FingerEnrolled(page=0, staff_id=2)]
    page = director.get("/office/fingerprints").text
    assert "左手食指　第 0 号位置" in page
    simulated_reader.touch(0)
    wait_until(lambda: told(Punched))
    assert told(Punched)[0].staff_id == 2


def test_a_finger_that_somebody_enrolled_already_is_named(director, shown, simulated_reader):
    enrol(director)
    wait_until(lambda: "请按手指" in shown())

    simulated_reader.hold(BING)

    wait_until(lambda: "已经登记过了（演示员丙）" in shown())
    simulated_reader.lift()


def test_nobody_is_enrolled_without_their_consent(director, told):
    answer = enrol(director, consent="")

    assert answer.status_code == 422
    assert "先征得本人同意" in answer.text
    assert told(FingerEnrolled) == []


def test_an_enrolment_can_be_stopped_and_the_reader_goes_on_clocking(
    director, shown, told, simulated_reader
):
    enrol(director)
    wait_until(lambda: "请按手指" in shown())
    assert enrol(director).status_code == 409  # one job at a time

    director.post("/office/fingerprints/cancel")

    wait_until(lambda: "已停止，没有登记" in shown())
    simulated_reader.touch(BING)
    wait_until(lambda: told(Punched))


def test_a_finger_that_was_stored_and_not_proved_is_deleted_when_the_enrolment_is_stopped(
    director, shown, told, simulated_reader
):
    before = set(simulated_reader.enrolled)
    enrol(director)
    for times in ("第 1 次", "第 2 次"):
        wait_until(lambda times=times: f"请按手指（{times}" in shown())
        director.post("/office/fingerprints/glass")
    wait_until(lambda: "请再按一次同一枚手指" in shown())
    assert simulated_reader.enrolled == before | {0}

    director.post("/office/fingerprints/cancel")

    wait_until(lambda: told(FingerForgotten))
    assert told(FingerForgotten) == [FingerForgotten(page=0, staff_id=None)]
    assert simulated_reader.enrolled == before
    wait_until(lambda: "正在删除" not in shown())
    assert "不知道是谁的指纹" not in shown()


def test_a_forgotten_finger_is_gone_from_the_reader_and_the_register(
    office, director, shown, told, simulated_reader
):
    director.post(f"/office/fingerprints/{BING}/forget")

    wait_until(lambda: told(FingerForgotten))
    assert BING not in simulated_reader.enrolled
    with office.hall.read() as snapshot:
        assert queries.finger_at(snapshot.session, BING) is None


def test_a_deletion_that_the_reader_only_claims_leaves_the_register_alone(
    office, director, shown, simulated_reader
):
    simulated_reader.quirks.add(Quirk.DELETE_IN_VAIN)

    director.post(f"/office/fingerprints/{BING}/forget")

    wait_until(lambda: "没有做成" in shown())
    with office.hall.read() as snapshot:
        assert queries.finger_at(snapshot.session, BING)


def test_a_swapped_reader_clocks_nobody_until_the_office_adopts_it(
    office, director, shown, told, simulated_reader
):
    simulated_reader.touch(BING)
    wait_until(lambda: len(told(Punched)) == 1)
    assert len(told(ReaderAdopted)) == 1  # the first reader is trusted by itself

    director.post("/office/fingerprints/trouble/swapped")
    simulated_reader.enrolled = {BING}  # somebody else's finger at the page of 演示员丙
    wait_until(lambda: "不是本大厅登记的那台" in shown())
    simulated_reader.touch(BING)
    director.post("/office/fingerprints/adopt", data={"sure": "on"})

    wait_until(lambda: len(told(ReaderAdopted)) == 2)
    wait_until(lambda: "正常。" in shown())
    assert len(told(Punched)) == 1
    assert told(ReaderAdopted)[1].forgotten == 10
    with office.hall.read() as snapshot:
        assert queries.enrolled(snapshot.session) == []


def test_adopting_the_reader_of_before_voids_no_finger(office, director, shown, told):
    wait_until(lambda: told(ReaderAdopted))
    before = fingers(office)

    director.post("/office/fingerprints/adopt", data={"sure": "on"})

    wait_until(lambda: "接着的就是原来那台指纹机" in shown())
    assert fingers(office) == before
    assert len(told(ReaderAdopted)) == 1


def fingers(office):
    with office.hall.read() as snapshot:
        return queries.reserved_pages(snapshot.session)


def test_the_old_reader_put_back_works_without_a_word(director, shown, told):
    wait_until(lambda: told(ReaderAdopted))
    director.post("/office/fingerprints/trouble/swapped")
    wait_until(lambda: "不是本大厅登记的那台" in shown())

    director.post("/office/fingerprints/trouble/swapped")

    wait_until(lambda: "正常。" in shown())


def test_capacity_level_and_strangers_in_the_reader_are_shown(director, shown, simulated_reader):
    simulated_reader.module.library[77] = b"x"
    del simulated_reader.module.library[BING]

    director.post("/office/fingerprints/look")

    wait_until(lambda: "已用 10 枚，共 200 枚" in shown())
    assert "删除第 77 号位置" in shown()
    assert "登记里有、指纹机里没有：演示员丙" in shown()


def test_a_password_is_set_beside_the_database(director, shown, simulated_reader, tmp_path):
    director.post("/office/fingerprints/lock", data={"sure": "on"})

    wait_until(lambda: simulated_reader.module.password)
    wait_until(lambda: "已完成" in shown())
    kept = int((tmp_path / "fingerprint-reader.password").read_text(), 16)
    assert kept == simulated_reader.module.password
    simulated_reader.power_cycle()
    simulated_reader.touch(BING)
    wait_until(lambda: "正常" in shown())


@pytest.mark.parametrize("name", ["unplugged", *Quirk])
def test_every_trouble_of_the_demonstration_can_be_switched_on_and_off(
    director, simulated_reader, name
):
    for on in (True, False):
        assert director.post(f"/office/fingerprints/trouble/{name}").status_code == 303
        assert simulated_reader.troubles()[name] is on


def test_without_a_reader_the_page_says_what_to_do(client):
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})

    page = client.get("/office/fingerprints").text

    assert "没有接指纹机" in page
    assert client.post("/office/fingerprints/look").status_code == 404


def test_a_clerk_has_no_business_with_fingers(client):
    client.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert client.get("/office/fingerprints").status_code == 403
    assert client.post("/office/fingerprints/lock").status_code == 403


COPY = {"password": "a long password", "again": "a long password"}


def test_a_sealed_copy_is_taken_once_and_makes_a_new_reader_ours(
    office, director, shown, told, simulated_reader
):
    assert director.post("/office/fingerprints/copy", data=COPY).status_code == 303
    wait_until(lambda: "下载备份文件" in shown())
    assert told(FingersCopied) == [FingersCopied(count=10)]
    file = director.post("/office/fingerprints/copy/file")
    assert "attachment" in file.headers["Content-Disposition"]
    assert director.post("/office/fingerprints/copy/file").status_code == 404
    with office.hall.work() as work:  # somebody left since
        work.session.delete(work.session.get(Finger, 4))
    kept = dict(simulated_reader.module.library)

    simulated_reader.swap()
    wait_until(lambda: "不是本大厅登记的那台指纹机" in shown())
    simulated_reader.enrolled = {77}
    form = {"copy": (BytesIO(file.data), "fingers.sealed"), "password": COPY["password"]}
    director.post("/office/fingerprints/restore", data={**form, "sure": "on"})
    wait_until(lambda: told(FingersRestored))

    assert told(FingersRestored) == [FingersRestored(count=9, left_out=1)]
    assert simulated_reader.module.library == {
        page: template for page, template in kept.items() if page != 4
    }
    simulated_reader.touch(BING)
    wait_until(lambda: told(Punched))
    assert told(Punched)[0].staff_id == 3


def test_a_copy_is_refused_with_a_sentence(director):
    answer = director.post("/office/fingerprints/copy", data={**COPY, "again": "another one"})
    assert "两次输入的密码不一样" in answer.text
    form = {"copy": (BytesIO(b"nothing"), "x"), "password": "x", "sure": "on"}
    assert "这不是指纹备份文件" in director.post("/office/fingerprints/restore", data=form).text


def test_the_level_of_security_is_set_in_the_office(director, shown, told, simulated_reader):
    director.post("/office/fingerprints/security", data={"level": "5"})
    wait_until(lambda: told(SecurityLevelSet))

    assert simulated_reader.module.security_level == 5
    wait_until(lambda: "<b>安全等级</b>　5" in shown())  # the desk says so once its action is over
    assert director.post("/office/fingerprints/security", data={"level": "6"}).status_code == 422
