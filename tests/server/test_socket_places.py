"""WebSockets have so many places, and of them so many for one source."""

import pytest

from server.socket_places import SocketPlaces
from web.limits import MOST_SOCKETS, SOCKETS_COMING, SOCKETS_OF_ONE_SOURCE


@pytest.fixture
def places(clock):
    return SocketPlaces(clock.steady)


def came(places, count, address):
    return sum(places.take(address) for _ in range(count))


def test_one_source_has_so_many_places_and_gets_them_back(places):
    assert came(places, 300, "192.0.2.66") == SOCKETS_OF_ONE_SOURCE
    places.give_back("192.0.2.66")
    assert came(places, 300, "192.0.2.66") == 1


def test_two_computers_of_one_ipv6_network_are_one_source(places):
    came(places, 300, "2001:db8::1")

    assert not places.take("2001:db8::2")


def test_all_together_leave_threads_for_pages(places):
    assert came(places, 300, "192.0.2.1") + came(places, 300, "192.0.2.2") == MOST_SOCKETS


def test_forty_screens_and_their_phones_come_back_together(places):
    """340 behind one address, each asks again every second until it has a place or there is none:
    that is no reason to keep the screens out."""
    for _ in range(SOCKETS_OF_ONE_SOURCE):
        assert places.take("192.0.2.1")
    for _ in range(60 * 180):
        assert not places.take("192.0.2.1")
    for _ in range(40):
        places.give_back("192.0.2.1")

    assert came(places, 40, "192.0.2.1") == 40


def test_who_comes_and_goes_without_end_is_stopped(places, clock):
    def come_and_go():
        if places.take("192.0.2.66"):
            places.give_back("192.0.2.66")
            return 1
        return 0

    assert sum(come_and_go() for _ in range(2000)) == SOCKETS_COMING.burst
    assert places.take("192.0.2.2")
    clock.advance(seconds=1)
    assert come_and_go()
