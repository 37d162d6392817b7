"""DNS rebinding: a strange site's name that points at us opens nothing, by HTTP or by the wire."""

import socket

import pytest

from config import Config
from server.host_names import names_of

HALL = {"name": "测试大厅", "complaint_phone": "0734-0000000", "hours": "9:00—17:00"}


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example"],
)
def test_a_strange_name_opens_nothing(client, host):
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})
    told = {"Host": host, "Origin": f"http://{host}"}

    for path in ("/", "/office", "/kiosk", "/api/v1/health", "/assets/x/js/main.js"):
        answer = client.get(path, headers=told)
        assert (answer.status_code, answer.mimetype) == (421, "text/plain")
        assert "config.toml" in answer.text
    taken = client.post("/kiosk/tickets", data={"service": "A"}, headers=told)
    assert taken.status_code == 421
    wire = "/socket.io/?EIO=4&transport=polling&room=board"
    assert client.get(wire, headers=told).status_code == 421


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost.", "LOCALHOST:8000", "127.0.0.1:8000", "192.0.2.7:8000", "192.0.2.7",
     "[::1]:8000", "[fe80::1%25eth0]:8000", socket.gethostname(), ""],
)  # fmt: skip
def test_addresses_and_the_computers_own_name_open_it(client, host):
    assert client.get("/api/v1/health", headers={"Host": host}).status_code == 200


def test_names_are_written_in_the_configuration(tmp_path):
    server = {"names": "Dating.example, hall.example", "public_url": "http://piao.example:8000"}
    names = names_of(Config.parse({"hall": HALL, "server": server}, tmp_path))

    assert {"dating.example", "hall.example", "piao.example", "localhost"} <= names
    assert "" not in names
