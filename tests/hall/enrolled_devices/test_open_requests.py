"""Codes on the screens of browsers that wait: unambiguous, few, and nobody's to crowd out."""

from hall.enrolled_devices.open_requests import (
    CODE_LENGTH,
    CODE_SECONDS,
    FORGOTTEN_AFTER_SECONDS,
    MOST_OF_A_SOURCE,
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
    code = requests.ask("digest", "192.0.2.1", "/kiosk")

    counted.seconds = FORGOTTEN_AFTER_SECONDS

    assert requests.with_code(code) is None
    assert requests.waiting() == []


def test_a_code_is_not_good_for_ever() -> None:
    counted = Counted()
    requests = OpenRequests(counted)
    first = requests.ask("digest", "192.0.2.1", "/kiosk")
    while counted.seconds < CODE_SECONDS:
        counted.seconds += 60
        requests.ask("digest", "192.0.2.1", "")

    assert requests.with_code(first) is None
    assert len(requests.waiting()) == 1


def test_one_address_has_a_few_places() -> None:
    requests = OpenRequests()

    for number in range(300):
        requests.ask(f"stranger {number}", "192.0.2.66", "/kiosk")
    kiosk = requests.ask("kiosk", "192.0.2.1", "/kiosk")

    assert len(requests.waiting()) == MOST_OF_A_SOURCE + 1
    assert requests.with_code(kiosk) is not None


def test_who_comes_new_gets_the_place_of_the_greediest() -> None:
    counted = Counted()
    requests = OpenRequests(counted)
    for number in range(MOST_OPEN):
        counted.seconds += 0.1
        address = f"192.0.2.{number // MOST_OF_A_SOURCE}"
        requests.ask(f"stranger {number}", address, "/kiosk")

    kiosk = requests.ask("kiosk", "192.0.2.200", "/kiosk")

    assert requests.with_code(kiosk) is not None
    assert len(requests.waiting()) == MOST_OPEN


def test_where_every_place_is_another_address_a_new_device_still_gets_a_code() -> None:
    counted = Counted()
    requests = OpenRequests(counted)
    codes = []
    for number in range(MOST_OPEN):
        counted.seconds += 0.1
        address = f"10.0.{number // 250}.{number % 250}"
        codes.append(requests.ask(f"stranger {number}", address, "/display"))

    kiosk = requests.ask("kiosk", "192.0.2.200", "/kiosk")

    assert requests.with_code(kiosk) is not None
    assert len(requests.waiting()) == MOST_OPEN
    assert requests.with_code(codes[0]) is None  # nobody typed it for longest
    assert requests.with_code(codes[1]) is not None
    assert requests.ask("stranger 0", "10.0.0.0", "/display")  # its page asks again: another code


def test_all_addresses_of_an_ipv6_network_are_one_source() -> None:
    requests = OpenRequests()

    for number in range(300):
        requests.ask(f"stranger {number}", f"2001:db8::{number:x}", "/kiosk")

    assert len(requests.waiting()) == MOST_OF_A_SOURCE
