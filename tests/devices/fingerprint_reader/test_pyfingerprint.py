"""An independent client, written by others for real modules, talks with the simulated reader.

What it understands is the protocol; what only our own driver understood might be our error.
"""

from collections.abc import Iterator

import pytest
from pyfingerprint.pyfingerprint import PyFingerprint

from devices.fingerprint_reader.simulated_fingers import finger
from devices.fingerprint_reader.simulator import SimulatedReader


@pytest.fixture
def reader() -> Iterator[SimulatedReader]:
    """Without the boot byte: this client takes it for the beginning of an answer."""
    reader = SimulatedReader(enrolled={1, 5, 7})
    reader.boot_seconds, reader.boot_bytes = 0, b""
    with reader:
        yield reader


@pytest.fixture
def client(reader: SimulatedReader) -> PyFingerprint:
    client = PyFingerprint(str(reader.path), 57600)
    assert client.verifyPassword()
    return client


def capture(reader: SimulatedReader, client: PyFingerprint, page: int | None, buffer: int) -> None:
    reader.hold(page)
    assert client.readImage()
    assert client.convertImage(buffer)
    reader.lift()
    assert not client.readImage()


def test_it_reads_the_parameters(client):
    assert client.getSystemParameters() == (4, 0, 200, 3, 0xFFFFFFFF, 2, 6)
    assert client.getMaxPacketSize() == 128
    assert client.getBaudRate() == 57600


def test_it_counts_and_lists_what_is_stored(client):
    index = client.getTemplateIndex(0)

    assert client.getTemplateCount() == 3
    assert [page for page, used in enumerate(index) if used] == [1, 5, 7]


def test_it_finds_an_enrolled_finger_and_no_stranger(reader, client):
    capture(reader, client, 5, 1)
    assert client.searchTemplate() == (5, 96)

    capture(reader, client, None, 1)
    assert client.searchTemplate() == (-1, -1)


def test_it_enrols_a_finger_that_is_then_found(reader, client):
    capture(reader, client, 20, 1)
    assert client.searchTemplate() == (-1, -1)
    capture(reader, client, 20, 2)
    assert client.compareCharacteristics() == 96
    assert client.createTemplate()

    assert client.storeTemplate() == 0  # the first free page
    capture(reader, client, 20, 1)
    assert client.searchTemplate() == (0, 96)
    assert client.getTemplateCount() == 4


def test_it_is_told_when_two_captures_are_not_one_finger(reader, client):
    capture(reader, client, 20, 1)
    capture(reader, client, 21, 2)

    assert client.compareCharacteristics() == 0
    assert not client.createTemplate()


def test_it_downloads_and_uploads_a_template(reader, client):
    assert client.loadTemplate(7)
    template = client.downloadCharacteristics()

    assert bytes(template) == reader.module.library[7]
    assert client.uploadCharacteristics(1, list(finger("somebody")))
    assert client.storeTemplate(30) == 30
    assert reader.module.library[30] == finger("somebody")


def test_it_deletes_and_clears(reader, client):
    assert client.deleteTemplate(5)
    assert reader.enrolled == {1, 7}

    assert client.clearDatabase()
    assert reader.enrolled == set()


def test_it_sets_a_password_and_is_refused_with_another(reader, client):
    assert client.setPassword(0x12345678)
    reader.module.power_up()

    stranger = PyFingerprint(str(reader.path), 57600)
    assert not stranger.verifyPassword()
    with pytest.raises(Exception, match="0x21"):
        stranger.getTemplateCount()
    assert client.verifyPassword()


def test_it_gets_random_numbers(client):
    assert client.generateRandomNumber() != client.generateRandomNumber()
