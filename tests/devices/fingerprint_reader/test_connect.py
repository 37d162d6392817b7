"""From an address to a reader, or to a sentence that says what is wrong with it."""

import re

import pytest

from devices.fingerprint_reader.connect import reader_at, serial_reader
from devices.fingerprint_reader.driver import SerialFingerprintReader
from devices.fingerprint_reader.simulator import SimulatedReader
from hall.machines import Touch, WrongAddress
from web.sentences import wrong_address


def test_none_is_no_reader():
    assert reader_at("none:") == (None, None)


def test_a_simulated_reader_comes_with_its_glass():
    driver, glass = reader_at("simulated:")
    assert isinstance(driver, SerialFingerprintReader)
    assert isinstance(glass, SimulatedReader)
    assert driver.next_touch() is None

    glass.touch(10)
    assert driver.next_touch() == Touch(page=10, score=96)
    driver.close()
    glass.stop()


def test_an_address_carries_password_and_address_of_the_module():
    simulated = SimulatedReader(enrolled={3})
    simulated.module.password, simulated.module.address = 0xABCD1234, 0x1F
    with simulated:
        driver = serial_reader(f"{simulated.url}?password=0xABCD1234&address=0000001f")
        simulated.hold(3)

        assert driver.next_touch() == Touch(page=3, score=96)
        driver.close()


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("", "指纹机地址只能是"),
        ("tcp://192.0.2.7", "指纹机地址只能是"),
        ("simulated:5", "指纹机地址只能是"),
        ("serial://ttyUSB0", "三条斜线"),
        ("serial:///dev/ttyUSB0?password=secret", "password 应当是一至八位十六进制"),
        ("serial:///dev/ttyUSB0?password=123456789", "password 应当是一至八位十六进制"),
        ("serial:///dev/ttyUSB0?address=", "address 应当是一至八位十六进制"),
        ("serial:///dev/ttyUSB0?capacity=0", "capacity 应当是 1 到 65535"),
        ("serial:///dev/ttyUSB0?least_score=-1", "least_score 应当是 1 到 65535"),
        ("serial:///dev/ttyUSB0?baud=9600", "不认识的选项 baud，可用的是.*password"),
    ],
)
def test_an_unusable_address_is_refused_with_a_sentence(url, named):
    with pytest.raises(WrongAddress) as caught:
        reader_at(url)

    assert re.search(named, wrong_address(caught.value))
    assert "secret" not in str(caught.value)
    assert "123456789" not in str(caught.value)
