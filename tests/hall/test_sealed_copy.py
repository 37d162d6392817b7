"""The sealed copy of fingers: opened by its password alone, and by no other bytes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.attendance import sealed_templates
from hall.attendance.sealed_templates import MAGIC, CopiedFinger, password_typed, seal, unseal
from hall.errors import Malformed

FINGER = CopiedFinger(
    page=3, staff_id=2, enrolled_at=datetime(2026, 1, 1, tzinfo=UTC), template=b"\x01" * 512
)
PASSWORD = "a long password 长"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """The dear key is derived in one test only."""
    monkeypatch.setattr(sealed_templates, "COST", 2)


def test_it_opens_with_its_password_and_holds_what_was_put_in():
    assert unseal(seal([FINGER], PASSWORD), PASSWORD) == [FINGER]


def test_nothing_of_it_can_be_read_and_two_are_never_alike():
    first, second = seal([FINGER], PASSWORD), seal([FINGER], PASSWORD)

    assert first != second
    assert FINGER.template[:8] not in first
    assert b"staff" not in first


@pytest.mark.parametrize("wrong", ["", "a long password", PASSWORD.upper()])
def test_no_other_password_opens_it(wrong):
    with pytest.raises(Malformed) as caught:
        unseal(seal([FINGER], PASSWORD), wrong)
    assert caught.value.details["field"] == "seal_broken"


@settings(max_examples=40)
@given(st.integers(min_value=0), st.integers(1, 255))
def test_a_changed_byte_anywhere_is_noticed(where, change):
    data = bytearray(seal([FINGER], PASSWORD))
    data[where % len(data)] ^= change

    with pytest.raises(Malformed):
        unseal(bytes(data), PASSWORD)


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda tail: MAGIC + tail))
def test_whatever_file_is_sent_is_opened_or_refused(data):
    with pytest.raises(Malformed):
        unseal(data, PASSWORD)


def test_the_key_is_dear(monkeypatch):
    monkeypatch.undo()
    assert sealed_templates.COST * sealed_templates.BLOCK * 128 >= 64 * 1024 * 1024
    assert unseal(seal([], PASSWORD), PASSWORD) == []


@pytest.mark.parametrize(
    ("first", "again", "field"),
    [("1234567890", "1234567891", "seal_again"), ("short", "short", "seal_password")],
)
def test_a_password_is_typed_twice_and_long(first, again, field):
    with pytest.raises(Malformed) as caught:
        password_typed(first, again)
    assert caught.value.details["field"] == field
    assert password_typed(PASSWORD, PASSWORD) == PASSWORD


def test_templates_stand_in_no_log():
    assert "\\x01" not in repr(FINGER)
