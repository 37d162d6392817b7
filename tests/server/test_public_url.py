"""How phones reach the server: what stands in the QR of every slip."""

import socket

import pytest

from config import Config
from server.public_url import address_in_the_hall, public_url

HALL = {"name": "测试大厅", "complaint_phone": "0734-0000000", "hours": "9:00—17:00"}


def url(tmp_path, **server):
    return public_url(Config.parse({"hall": HALL, "server": server}, tmp_path))


def test_what_the_config_says_counts(tmp_path):
    assert url(tmp_path, public_url="http://dating.lan/") == "http://dating.lan"


def test_an_address_without_its_scheme_is_a_link_all_the_same(tmp_path):
    assert url(tmp_path, public_url="192.0.2.10:8000/") == "http://192.0.2.10:8000"


def test_one_address_is_told_as_it_is(tmp_path):
    assert url(tmp_path, host="192.0.2.7", port=8077) == "http://192.0.2.7:8077"


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_everywhere_is_told_as_an_address_of_this_computer(tmp_path, host):
    address = url(tmp_path, host=host, port=8077).removeprefix("http://").removesuffix(":8077")

    assert address == address_in_the_hall()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
        door.bind((address, 0))  # fails for an address that is not ours
