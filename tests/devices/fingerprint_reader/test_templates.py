"""Templates out of a reader and into another, and the level of security: each is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.fingerprint_reader.codes import Confirmation
from devices.fingerprint_reader.protocol import DEFAULT_ADDRESS, PacketKind, ReaderFrame
from devices.fingerprint_reader.quirks import Quirk
from devices.fingerprint_reader.simulated_fingers import finger
from devices.fingerprint_reader.simulated_settings import ack
from devices.fingerprint_reader.templates import LONGEST_TEMPLATE, TemplateUpload, packets
from hall.machines import Fault, MachineUnavailable


@pytest.mark.parametrize("size", [512, 768, 1536])
def test_a_template_of_any_size_goes_from_reader_to_reader(quick_reader, locking_driver, size):
    quick_reader.module.template_bytes = size
    quick_reader.module.library[5] = finger("finger 5", size)
    template = locking_driver.read_out(5)
    assert template == finger("finger 5", size)

    locking_driver.put_in(9, template)
    assert quick_reader.module.library[9] == template
    assert 9 in locking_driver.library().pages


@pytest.mark.parametrize("code", range(4))
def test_every_packet_size_is_heeded(quick_reader, locking_driver, code):
    quick_reader.module.packet_size_code = code
    locking_driver.put_in(9, locking_driver.read_out(5))

    assert quick_reader.module.library[9] == quick_reader.module.library[5]


@pytest.mark.parametrize("quirk", [Quirk.STORE_IN_VAIN, Quirk.LIBRARY_FULL, Quirk.FLASH_ERROR])
def test_a_template_that_did_not_stay_is_told(quick_reader, locking_driver, quirk):
    template = locking_driver.read_out(5)
    quick_reader.quirks.add(quirk)
    with pytest.raises(MachineUnavailable) as caught:
        locking_driver.put_in(9, template)
    assert caught.value.fault is Fault.BROKEN

    quick_reader.quirks.clear()
    locking_driver.put_in(9, template)


def test_an_empty_page_has_nothing_to_read_out(locking_driver):
    with pytest.raises(MachineUnavailable):
        locking_driver.read_out(150)


@pytest.mark.parametrize("level", [1, 5])
def test_the_level_of_security_is_set_and_read_back(quick_reader, locking_driver, level):
    locking_driver.set_security(level)

    assert quick_reader.module.security_level == level
    assert locking_driver.library().security_level == level


def test_a_level_that_did_not_stay_is_told(quick_reader, locking_driver):
    with pytest.raises(MachineUnavailable):
        locking_driver.set_security(9)


sizes = st.integers(1, 40)


@given(st.binary(min_size=1, max_size=1536), sizes)
def test_an_upload_survives_any_splitting(template, size):
    frames = [ack(Confirmation.OK), *packets(template, None)]
    wire = b"".join(frame.encode() for frame in frames)
    upload = TemplateUpload(DEFAULT_ADDRESS)

    got = [one for at in range(0, len(wire), size) for one in upload.receive(wire[at : at + size])]

    assert got == [template]


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_no_noise_is_a_template_or_makes_the_buffer_grow(pieces):
    upload = TemplateUpload(DEFAULT_ADDRESS)
    for piece in pieces:
        upload.receive(piece)
        assert len(upload._data) <= LONGEST_TEMPLATE + 256


def test_a_module_that_never_ends_is_stopped():
    upload = TemplateUpload(DEFAULT_ADDRESS)
    upload.receive(ack(Confirmation.OK).encode())
    endless = ReaderFrame(PacketKind.DATA, bytes(256)).encode() * 17

    assert len(upload.receive(endless)[0]) == LONGEST_TEMPLATE


def test_a_page_that_kept_what_it_held_before_is_noticed(quick_reader, locking_driver):
    template = locking_driver.read_out(5)
    quick_reader.quirks.add(Quirk.STORE_IN_VAIN)

    with pytest.raises(MachineUnavailable):
        locking_driver.put_in(7, template)
