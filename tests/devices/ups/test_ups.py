"""NUT's protocol read from any pieces, and a driver that is never held up by an upsd."""

import socket
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.framing import BadFrame
from devices.ups.connect import ups_at
from devices.ups.driver import NutUps, reading_of
from devices.ups.protocol import LONGEST_LINE, UpsRefused, VariableReader, list_var, words
from devices.ups.simulator import SimulatedUpsd, _escaped
from hall.machines import Fault, MachineUnavailable, PowerReading, WrongAddress
from tests.served import free_port
from tests.waiting import PATIENCE_SECONDS

ANSWER = b"""BEGIN LIST VAR su700
VAR su700 ups.mfr "APC"
VAR su700 ups.status "OB DISCHRG LB"
VAR su700 battery.charge "42.0"
VAR su700 battery.runtime "600"
END LIST VAR su700
"""


@pytest.fixture
def upsd(monkeypatch):
    monkeypatch.setattr("devices.ups.driver.ANSWER_SECONDS", PATIENCE_SECONDS)
    with SimulatedUpsd(port=free_port()) as made:
        yield made


@pytest.fixture
def ups(upsd):
    with closing(ups_at(upsd.url)) as made:
        yield made


def fault_of(ups) -> Fault:
    with pytest.raises(MachineUnavailable) as refused:
        ups.read()
    return refused.value.fault


def test_the_question_is_as_the_rfc_has_it():
    assert list_var("su700") == b"LIST VAR su700\n"


@given(st.integers(1, 60))
def test_an_answer_survives_any_splitting(size):
    reader = VariableReader("su700")

    got = [a for at in range(0, len(ANSWER), size) for a in reader.receive(ANSWER[at : at + size])]

    assert reading_of(*got) == PowerReading(
        on_battery=True, is_low=True, charge_percent=42, runtime_seconds=600
    )


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp", "Cs"])), max_size=5))
def test_quoted_words_come_back_as_they_were(said):
    line = " ".join(f'"{_escaped(word)}"' for word in said)

    assert words(line) == said


@given(st.binary(max_size=3000))
def test_garbage_is_refused_or_waited_for_and_never_anything_else(garbage):
    reader = VariableReader("ups")
    try:
        answers = reader.receive(garbage)
    except (BadFrame, UpsRefused):
        return
    assert answers == []
    assert len(reader._buffer) <= LONGEST_LINE


@given(st.dictionaries(st.sampled_from(["ups.status", "battery.charge", "battery.runtime"]),
                       st.text(max_size=20)))  # fmt: skip
def test_strange_values_are_unknown_and_never_numbers_that_cannot_be(variables):
    try:
        reading = reading_of(variables)
    except BadFrame:
        return
    assert reading.charge_percent is None or 0 <= reading.charge_percent <= 100
    assert reading.runtime_seconds is None or reading.runtime_seconds >= 0


@pytest.mark.parametrize("charge", ["-1", "101", "nan", "inf", "1e400", "", "full", "٣٫"])
def test_a_charge_that_cannot_be_is_unknown(charge):
    assert reading_of({"ups.status": "OL", "battery.charge": charge}).charge_percent is None


@pytest.mark.parametrize(
    ("status", "on_battery", "is_low"),
    [
        ("OL", False, False),
        ("OL CHRG", False, False),
        ("OL LB CHRG", False, True),  # back on mains with an empty battery
        ("OB DISCHRG", True, False),
        ("OB LB", True, True),
        ("FSD OB LB", True, True),
        ("FSD OL", True, True),  # upsmon is switching off, whatever the mains do
        ("ALARM OL RB", False, False),
    ],
)
def test_the_words_of_the_status_are_understood(status, on_battery, is_low):
    reading = reading_of({"ups.status": status})

    assert (reading.on_battery, reading.is_low) == (on_battery, is_low)


def test_the_ups_is_read_through_upsd(upsd, ups):
    assert ups.read() == PowerReading(on_battery=False, charge_percent=100, runtime_seconds=1800)

    upsd.power("OB", runtime=300, charge=30)

    assert ups.read() == PowerReading(on_battery=True, charge_percent=30, runtime_seconds=300)


def test_one_call_is_kept(upsd, ups):
    for _ in range(5):
        ups.read()

    assert len(upsd._calls) == 1


def test_a_restart_of_upsd_in_between_is_not_even_noticed(upsd, ups):
    ups.read()
    upsd.stop()
    upsd.start()

    assert ups.read().on_battery is False


def test_an_upsd_that_is_gone_is_unreachable_and_back_by_itself(upsd, ups):
    upsd.stop()
    assert fault_of(ups) is Fault.UNREACHABLE
    assert fault_of(ups) is Fault.UNREACHABLE

    upsd.start()
    assert ups.read().charge_percent == 100


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        ("UNKNOWN-UPS", Fault.ABSENT),
        ("ACCESS-DENIED", Fault.ABSENT),
        ("DATA-STALE", Fault.SILENT),
        ("DRIVER-NOT-CONNECTED", Fault.SILENT),
    ],
)
def test_what_upsd_refuses_is_told_apart(upsd, ups, error, fault):
    upsd.error = error

    assert fault_of(ups) is fault


def test_another_name_is_no_ups_of_this_upsd(upsd):
    with closing(ups_at(upsd.url.replace("/ups", "/other"))) as other:
        assert fault_of(other) is Fault.ABSENT


@pytest.mark.parametrize(
    "garbage",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\xff" * 2000,
        b'VAR ups x "y\n',
        b"VAR ups a b\n",
        b"\n",
    ],
)
def test_another_program_at_the_port_is_garbled(upsd, ups, garbage):
    upsd.says = garbage

    assert fault_of(ups) is Fault.GARBLED


def test_a_status_that_says_nothing_is_garbled(upsd, ups):
    upsd.power("WAIT")

    assert fault_of(ups) is Fault.GARBLED


def test_an_upsd_that_never_answers_is_silent(monkeypatch):
    monkeypatch.setattr("devices.ups.driver.ANSWER_SECONDS", 0.05)
    mute = socket.create_server(("127.0.0.1", 0))
    with mute, closing(NutUps("127.0.0.1", mute.getsockname()[1], "ups")) as ups:
        assert fault_of(ups) is Fault.SILENT


@pytest.mark.parametrize(
    "url",
    [
        "nut://", "nut:///ups", "nut://host", "nut://host/", "nut://host:x/ups", "nut://host/a b",
        "nut://host/ups?x=1", "nut://a@host/ups", "http://host/ups", "nut://[/ups", "nut://host/a/b",
        "nut://host:99999/ups",
    ],
)  # fmt: skip
def test_a_wrong_address_is_refused(url):
    with pytest.raises(WrongAddress):
        ups_at(url)


def test_without_a_ups_there_is_nothing_to_ask():
    assert ups_at("none:") is None
