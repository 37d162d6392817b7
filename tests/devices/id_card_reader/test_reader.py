"""The card reader: its frames, the text of a card, and what never leaves it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.framing import FrameReader
from devices.id_card_reader import protocol
from devices.id_card_reader.card import card_in, is_number
from devices.id_card_reader.connect import card_reader_at, serial_card_reader
from devices.id_card_reader.protocol import CARD_ANSWERS, HEAD, LENGTHS, CardReaderAnswer, Status
from devices.id_card_reader.simulator import SimulatedCardReader, card_bytes, number_of
from hall.machines import Fault, MachineUnavailable, Misread, WrongAddress
from web.sentences import FAULTS
from web.sentences.device_jobs import CARD_STAGES, CARD_TROUBLES

NUMBER = number_of()
answers = st.builds(CardReaderAnswer, st.integers(0, 255), st.binary(max_size=300))

REQUESTS = {
    "status": (protocol.STATUS, "AA AA AA 96 69 00 03 11 FF ED"),
    "find": (protocol.FIND, "AA AA AA 96 69 00 03 20 01 22"),
    "select": (protocol.SELECT, "AA AA AA 96 69 00 03 20 02 21"),
    "read": (protocol.READ_TEXT_AND_PHOTO, "AA AA AA 96 69 00 03 30 01 32"),
}
ANSWERS = {
    "found": (
        "AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97",
        CardReaderAnswer(Status.FOUND, bytes(4)),
    ),
    "no card": ("AA AA AA 96 69 00 04 00 00 80 84", CardReaderAnswer(Status.NO_CARD, b"")),
    "selected": (
        "AA AA AA 96 69 00 0C 00 00 90" + " 00" * 8 + " 9C",
        CardReaderAnswer(Status.OK, bytes(8)),
    ),
    "not selected": (
        "AA AA AA 96 69 00 04 00 00 81 85",
        CardReaderAnswer(Status.NOT_SELECTED, b""),
    ),
    "read failed": ("AA AA AA 96 69 00 04 00 00 41 45", CardReaderAnswer(Status.READ_FAILED, b"")),
}


@pytest.mark.parametrize(("command", "wire"), REQUESTS.values(), ids=REQUESTS)
def test_a_request_is_the_bytes_of_the_source(command, wire):
    assert protocol.request(command) == bytes.fromhex(wire)


@pytest.mark.parametrize(("wire", "answer"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_is_understood(wire, answer):
    assert FrameReader(CARD_ANSWERS).receive(bytes.fromhex(wire)) == [answer]
    assert protocol.answer(answer.status, answer.data) == bytes.fromhex(wire)


def test_a_card_is_as_long_as_the_source_says():
    wire = protocol.answer(Status.OK, card_bytes("演示员甲", NUMBER))

    assert len(wire) == 1295
    assert wire.startswith(bytes.fromhex("AA AA AA 96 69 05 08 00 00 90 01 00 04 00"))


@given(st.lists(answers, max_size=5), st.integers(1, 20))
def test_answers_survive_any_splitting(sent, size):
    wire = b"".join(protocol.answer(each.status, each.data) for each in sent)
    reader = FrameReader(CARD_ANSWERS)

    got = [a for at in range(0, len(wire), size) for a in reader.receive(wire[at : at + size])]

    assert got == sent


@given(st.binary(max_size=60).filter(lambda noise: b"\xaa" not in noise), answers)
def test_noise_costs_nothing_but_itself(noise, sent):
    assert FrameReader(CARD_ANSWERS).receive(noise + protocol.answer(sent.status, sent.data)) == [
        sent
    ]


@given(answers, st.integers(min_value=0), st.integers(1, 255))
def test_a_damaged_answer_is_never_taken_for_itself(sent, where, change):
    raw = bytearray(protocol.answer(sent.status, sent.data))
    raw[where % len(raw)] ^= change

    assert sent not in FrameReader(CARD_ANSWERS).receive(bytes(raw))


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_no_noise_makes_the_buffer_grow(pieces):
    reader = FrameReader(CARD_ANSWERS)

    for piece in pieces:
        reader.receive(piece)
        assert len(reader._buffer) < HEAD + LENGTHS.stop


@given(st.binary(max_size=600))
def test_whatever_a_card_holds_it_is_read_or_refused(data):
    card_in(data)


def test_a_number_proves_itself():
    assert is_number(NUMBER)
    assert not is_number(NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1"))
    assert not is_number("")
    assert not is_number("１" * 18)


@pytest.fixture
def line():
    with SimulatedCardReader() as line:
        yield line


@pytest.fixture
def driver(line):
    driver = serial_card_reader(line.url)
    yield driver
    driver.close()


def test_a_card_is_told_once_until_it_is_lifted(line, driver):
    assert driver.next_card() is None
    line.lay("演示员甲", NUMBER)

    card = driver.next_card()
    assert (card.name, card.number, card.birth) == ("演示员甲", NUMBER, date(1960, 1, 1))
    assert driver.next_card() is None

    line.lift()
    line.lay("演示员乙", NUMBER)
    assert driver.next_card().name == "演示员乙"


def test_a_number_stands_masked_on_screens_and_in_no_log(line, driver):
    line.lay("演示员甲", NUMBER)
    card = driver.next_card()

    assert card.masked == f"9{'*' * 16}{NUMBER[-1]}"
    assert NUMBER not in repr(card)
    assert "演示员甲" not in repr(card)


def test_fingerprints_are_never_asked_for(line, driver):
    line.lay("演示员甲", NUMBER)
    driver.next_card()

    assert set(line.asked) == {protocol.FIND, protocol.SELECT, protocol.READ_TEXT_AND_PHOTO}


def test_a_card_lifted_too_early_is_read_when_laid_again(line, driver):
    line.lay("演示员甲", NUMBER)
    line.lifted_while_reading = True
    assert driver.next_card() is Misread.LIFTED

    line.lifted_while_reading = False
    line.lay("演示员甲", NUMBER)
    assert driver.next_card()


#: Every trouble of the simulator, and how it is told; a new one cannot be forgotten.
TOLD = {
    "unplugged": Fault.ABSENT,
    "silent": Fault.SILENT,
    "garbled": Fault.GARBLED,
    "broken": Fault.BROKEN,
    "lifted_while_reading": Misread.LIFTED,
    "wrong_number": Misread.WRONG,
    "no_text": Misread.WRONG,
}


def how_it_is_told(driver):
    try:
        driver.check()
        return driver.next_card()
    except MachineUnavailable as error:
        return error.fault


@pytest.mark.parametrize("trouble", SimulatedCardReader().troubles())
def test_each_trouble_is_told_and_heals_without_a_restart(line, driver, trouble):
    line.lay("演示员甲", NUMBER)
    line.trouble(trouble)
    assert how_it_is_told(driver) is TOLD[trouble]
    assert trouble in CARD_TROUBLES
    assert TOLD[trouble] in (FAULTS if isinstance(TOLD[trouble], Fault) else CARD_STAGES)

    line.trouble(trouble)
    line.lay("演示员甲", NUMBER)
    assert driver.next_card().number == NUMBER


def test_a_reader_unplugged_and_plugged_in_again_works_without_restart(line, driver):
    driver.next_card()
    line.unplug()
    with pytest.raises(MachineUnavailable) as caught:
        driver.next_card()
    assert caught.value.fault is Fault.ABSENT

    line.plug_in()
    assert driver.next_card() is None


def test_an_address_is_judged():
    assert card_reader_at("none:") == (None, None)
    with pytest.raises(WrongAddress, match="cards_scheme"):
        card_reader_at("tcp://x")


def test_a_simulated_reader_has_cards_to_lay():
    driver, media_store = card_reader_at("simulated:")
    media_store.lay_next()
    first = driver.next_card()
    media_store.lay_next()

    assert is_number(first.number)
    assert driver.next_card().number != first.number

    driver.close()
    media_store.stop()
    with pytest.raises(KeyError):
        media_store.trouble("no such trouble")
