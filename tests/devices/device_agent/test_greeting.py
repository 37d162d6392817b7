"""What ``hall devices`` says of the server when it starts: no more than is so."""

import pytest

from commands.devices import greeting_of
from commands.program import CommandRefused
from devices.device_agent.server_client import HallServerClient
from tests.devices.device_agent.test_agent import site as site
from tests.served import free_port


def test_a_server_that_is_there_is_said_to_be_reached(site):
    assert greeting_of(HallServerClient(site.url, site.token()), site.url) == f"已连上 {site.url}。"


def test_a_wrong_token_stops_the_start(site):
    with pytest.raises(CommandRefused, match="不认这个令牌"):
        greeting_of(HallServerClient(site.url, "wrong"), site.url)


def test_without_a_server_it_is_said_that_it_is_tried_again():
    url = f"http://127.0.0.1:{free_port()}"

    assert greeting_of(HallServerClient(url, "token"), url).startswith(f"还没有连上 {url}")
