"""From a code on an unknown screen to its page, and back to 未登记."""

import re

from hall import journal
from hall.enrolled_devices.actions import LINK_GOOD_FOR
from hall.enrolled_devices.model import DeviceRole

CODE = re.compile(r"data-shown-code>([A-Z0-9]{6})<")
HANGING = {"name": "大门口取号机", "use": "kiosk"}


def code_on(page) -> str:
    found = CODE.search(page.text)
    assert found, page.text
    return found[1]


def test_a_kiosk_is_enrolled_by_its_code_and_goes_on(stranger, staff):
    page = stranger.get("/kiosk?lock=1")
    code = code_on(page)
    assert page.status_code == 403
    assert stranger.get("/enrol/waiting").json == {"enrolled": False, "code": code}
    assert code in staff.get("/office/enrolment").text

    for _ in range(2):  # pressed twice
        spaced = f"{code[:3].lower()} {code[3:]}"
        done = staff.post("/office/enrolment", data={"code": spaced, **HANGING})
        assert done.status_code == 303

    assert stranger.get("/enrol/waiting").json["enrolled"] is True
    assert stranger.get("/kiosk").status_code == 200
    office = staff.get("/office/enrolment").text
    assert office.count("确认取消登记") == 1
    assert code not in staff.get("/office/enrolment/_waiting").text


def test_the_credential_is_for_the_server_alone(stranger):
    cookie = stranger.get("/kiosk").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Max-Age=34560000" in cookie
    assert len(re.search(r"hall_device=([^;]+)", cookie)[1]) >= 43


def test_a_code_that_stands_on_no_screen_lets_nobody_in(staff):
    answer = staff.post("/office/enrolment", data={"code": "AAAAAA", **HANGING})

    assert answer.status_code == 422
    assert "没有这个号码" in answer.text


def test_a_revoked_kiosk_says_what_to_do_and_comes_back_with_another_credential(
    stranger, staff, application
):
    staff.post("/office/enrolment", data={"code": code_on(stranger.get("/kiosk")), **HANGING})
    first = stranger.get_cookie("hall_device").value

    assert staff.post("/office/enrolment/1/revoke").status_code == 303
    page = stranger.get("/kiosk")
    assert "未登记" in page.text
    staff.post("/office/enrolment", data={"code": code_on(page), **HANGING})

    assert stranger.get("/kiosk").status_code == 200
    assert stranger.get_cookie("hall_device").value != first
    assert application.enrolment.register.device_with(first) is None


def test_a_link_enrols_a_screen_and_leads_to_its_page_ever_after(stranger, staff):
    page = staff.post("/office/enrolment/links", data={"name": "正面屏", "use": "screen-1"})
    path = re.search(r"(/enrol/hall_[\w-]+)<", page.text)[1]

    for _ in range(2):  # the launcher's command stays as it is
        assert stranger.get(path).headers["Location"] == "/display/main"
    assert stranger.get("/display/main").status_code == 200
    assert stranger.get("/display").status_code == 200
    assert stranger.get("/display/door").headers["Location"] == "/display/main"
    assert stranger.get("/kiosk").headers["Location"] == "/display/main"


def test_a_link_that_is_spent_enrols_nobody_else(stranger, staff, application):
    page = staff.post("/office/enrolment/links", data={"name": "正面屏", "use": "kiosk"})
    path = re.search(r"(/enrol/hall_[\w-]+)<", page.text)[1]
    assert stranger.head(path).status_code == 303  # looks, and spends nothing
    stranger.get(path)

    thief = application.app.test_client()
    answer = thief.get(path)

    assert answer.status_code == 409
    assert thief.get_cookie("hall_device") is None


def test_a_link_that_was_taken_back_enrols_nobody_even_while_the_clock_is_doubted(
    stranger, staff, application, clock
):
    page = staff.post("/office/enrolment/links", data={"name": "旧的取号机", "use": "kiosk"})
    path = re.search(r"(/enrol/hall_[\w-]+)<", page.text)[1]
    assert "收回 旧的取号机 的链接" in staff.get("/office/enrolment").text

    for _ in range(2):  # pressed twice
        assert staff.post("/office/enrolment/links/1/revoke").status_code == 303
    clock.jump(days=-30)  # then no link is over

    assert stranger.get(path).status_code == 409
    assert "的链接马上不能再用" not in staff.get("/office/enrolment").text
    with application.hall.read() as snapshot:
        told = [row.kind for row in journal.after(snapshot.session, 0)]
    assert told.count("EnrolmentLinkRevoked") == 1


def test_a_link_is_listed_until_it_is_used_or_over(stranger, staff, clock):
    def listed() -> int:
        return staff.get("/office/enrolment").text.count("的链接马上不能再用")

    made = [
        staff.post("/office/enrolment/links", data={"name": f"屏 {use}", "use": use}).text
        for use in ("kiosk", "screen-1")
    ]
    assert listed() == 2

    stranger.get(re.search(r"(/enrol/hall_[\w-]+)<", made[0])[1])
    assert listed() == 1
    clock.advance(seconds=LINK_GOOD_FOR.total_seconds())
    assert listed() == 0


def test_another_sites_page_spends_no_link(stranger):
    answer = stranger.get("/enrol/hall_x", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_a_locked_kiosk_that_lost_its_credential_still_asks_for_it(stranger):
    stranger.set_cookie("kiosk_locked", "1")

    code = code_on(stranger.get("/kiosk?lock=1"))

    assert stranger.get("/enrol/waiting").json["code"] == code


def test_a_tablet_is_enrolled_for_its_own_window(device, application):
    tablet = device(DeviceRole.TABLET, "1")

    assert tablet.get("/rate/1/wrong").status_code == 404  # let through, and the key is wrong
    assert tablet.get("/rate/2/wrong").status_code == 403
