"""Codes on the screens of browsers that wait: unambiguous, few, and nobody's to crowd out."""

from hall.enrolled_devices.open_requests import (
    CODE_LENGTH,
    CODE_SECONDS,
    FORGOTTEN_AFTER_SECONDS,
    MOST_OF_AN_ADDRESS,
    MOST_OPEN,
    SIGNS,
    OpenRequests,
)


class Counted:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_code_has_six_signs_that_nobody_takes_for_another() -> None:
    code = OpenRequests().ask("digest", "192.0.2.1", "/kiosk")

    assert code is not None
    assert len(code) == CODE_LENGTH == 6
    assert set(code) <= set(SIGNS)
    assert not set(SIGNS) & set("01258BILOSZ")


def test_a_page_that_asks_on_keeps_its_code_and_what_it_wanted() -> None:
    requests = OpenRequests()

    first = requests.ask("digest", "192.0.2.1", "/kiosk")
    again = requests.ask("digest", "192.0.2.1", "")

    (request,) = requests.waiting()
    assert first == again == request.code
    assert request.page == "/kiosk"


def test_a_closed_page_is_forgotten() -> None:
    counted = Counted()
    requests = OpenRequests(counted)
    code = requests.ask("digest", "192.0.2.1", "/kiosk") or ""

    counted.seconds = FORGOTTEN_AFTER_SECONDS

    assert requests.with_code(code) is None
    assert requests.waiting() == []


def test_a_code_is_not_good_for_ever() -> None:
    counted = Counted()
    requests = OpenRequests(counted)
    first = requests.ask("digest", "192.0.2.1", "/kiosk") or ""
    while counted.seconds < CODE_SECONDS:
        counted.seconds += 60
        requests.ask("digest", "192.0.2.1", "")

    assert requests.with_code(first) is None
    assert len(requests.waiting()) == 1


def test_one_address_has_a_few_places() -> None:
    requests = OpenRequests()

    for number in range(300):
        requests.ask(f"stranger {number}", "192.0.2.66", "/kiosk")
    kiosk = requests.ask("kiosk", "192.0.2.1", "/kiosk") or ""

    assert len(requests.waiting()) == MOST_OF_AN_ADDRESS + 1
    assert requests.with_code(kiosk) is not None


def test_who_comes_new_gets_the_place_of_the_greediest() -> None:
    counted = Counted()
    requests = OpenRequests(counted)
    for number in range(MOST_OPEN):
        counted.seconds += 1
        address = f"192.0.2.{number // MOST_OF_AN_ADDRESS}"
        requests.ask(f"stranger {number}", address, "/kiosk")

    kiosk = requests.ask("kiosk", "192.0.2.200", "/kiosk") or ""

    assert requests.with_code(kiosk) is not None
    assert len(requests.waiting()) == MOST_OPEN


def test_where_every_place_is_another_address_nobody_is_pushed_out() -> None:
    requests = OpenRequests()
    for number in range(MOST_OPEN):
        requests.ask(f"device {number}", f"192.0.2.{number}", "/display")

    assert requests.ask("one more", "192.0.2.200", "/kiosk") is None
    assert len(requests.waiting()) == MOST_OPEN
