"""A slip promises only what its holder can do with it."""

import pytest

from config import Config
from hall.machines import Sheet
from server.public_url import phone_url
from tests.devices.ticket_printer.conftest import make_slip as make_slip


def lines(sheet: Sheet) -> list[str]:
    return [paragraph.text for paragraph in (*sheet.body, *sheet.below)]


@pytest.mark.parametrize(
    ("server", "printed"),
    [
        ({"host": "127.0.0.1"}, ""),
        ({"host": "localhost"}, ""),
        ({"host": "192.0.2.10", "port": 80}, "http://192.0.2.10:80"),
        ({"host": "127.0.0.1", "public_url": "http://hall.lan/"}, "http://hall.lan"),
    ],
)
def test_an_address_of_this_computer_alone_is_not_given_to_phones(server, printed, tmp_path):
    hall = {"name": "大厅", "complaint_phone": "0", "hours": "全天"}

    assert phone_url(Config.parse({"hall": hall, "server": server}, tmp_path)) == printed


def test_without_a_link_there_is_neither_a_code_nor_a_word_of_scanning(make_slip):
    sheet = make_slip(link="", check="0427")

    assert sheet.link == ""
    assert not any("扫码" in line for line in lines(sheet))
    assert "办完可在取号机上输入号码和核对码评价" in lines(sheet)


def test_a_link_says_that_it_lives_in_the_network_of_the_hall(make_slip):
    assert "大厅的网络" in make_slip().link_label


def test_a_slip_of_several_says_who_belongs_together(make_slip):
    told = lines(make_slip(party=("A012", "A013", "A014")))

    assert "同行3人：A012、A013、A014" in told
    assert not any("同行" in line for line in lines(make_slip()))
