"""A device is its own source: behind one router with 300 phones, neither takes from the other."""

from sqlalchemy import select

from hall.enrolled_devices.model import DeviceRole
from hall.slips.model import PaperSlip, PrintStage
from tests.waiting import wait_until
from web.limits import CARDS, LIMITS

ITEM = "YS-B-01"
CODES = next(limit for limit in LIMITS if limit.name == "codes")


def take(kiosk, key: str) -> int:
    form = {"service": "A", "key": key, "card": "no"}
    return kiosk.post("/kiosk/tickets", data=form).status_code


def test_one_kiosk_that_is_played_with_stops_no_other(device):
    played_with, other = device(DeviceRole.KIOSK, "1"), device(DeviceRole.KIOSK, "2")

    assert 429 in {take(played_with, f"one-{number}") for number in range(30)}

    assert take(other, "first") == 303


def test_three_hundred_phones_behind_its_router_stop_no_kiosk(stranger, device):
    kiosk = device(DeviceRole.KIOSK)
    typed = {"code": "QQQQ"}

    tried = {stranger.post("/opinion/answer", data=typed).status_code for _ in range(300)}

    assert 429 in tried
    assert kiosk.post("/kiosk/opinion/answer", data=typed).status_code not in (403, 429)


def is_printed(application) -> bool:
    with application.hall.read() as snapshot:
        stages = snapshot.session.scalars(select(PaperSlip.stage)).all()
    return not {PrintStage.WANTED, PrintStage.PRINTING} & set(stages)


def cards(application, kiosk, count: int, prefix: str) -> list[int]:
    told = []
    for number in range(count):
        form = {"key": f"{prefix}{number}"}
        told.append(kiosk.post(f"/kiosk/item/{ITEM}/card", data=form).status_code)
        wait_until(lambda: is_printed(application))  # one on its way would do for the next
    return told


def test_the_cards_of_one_kiosk_are_counted_apart(application, device):
    first, second = device(DeviceRole.KIOSK, "1"), device(DeviceRole.KIOSK, "2")
    most = CARDS.rate.burst

    assert cards(application, first, most + 1, "a") == [303] * most + [409]
    assert cards(application, second, 1, "b") == [303]
    assert cards(application, first, 1, "a") == [303]  # the same card again is no other one


def test_wrong_pins_at_one_kiosk_close_no_other(application, device):
    first, second = device(DeviceRole.KIOSK, "1"), device(DeviceRole.KIOSK, "2")
    typed = [first.post("/kiosk/staff", data={"pin": "000000"}).status_code for _ in range(8)]

    assert typed[-1] == 429
    assert second.post("/kiosk/staff", data={"pin": "000000"}).status_code != 429
