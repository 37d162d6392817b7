"""Prefixes that sound alike are told, and clear ones are proposed."""

import pytest

from hall.speech.letters import DISTINCT, clear_letters, sound_alike


@pytest.mark.parametrize("pair", ["EF", "EH", "FH", "DG", "BP", "MN", "AK", "IY"])
def test_letters_that_sound_alike_are_told(pair):
    assert sound_alike([*pair]) == [tuple(pair)]


def test_two_letters_are_alike_only_if_both_are():
    assert sound_alike(["AD", "AG", "WD", "A"]) == [("AD", "AG")]


def test_what_is_proposed_is_alike_to_nothing():
    assert sound_alike([*DISTINCT]) == []
    for used in ("", "A", "DG", "ABCDEFGH"):
        proposed = clear_letters([*used])
        assert sound_alike([*used, *proposed]) == sound_alike([*used])
    assert clear_letters([*"ABCDE"])[:2] == ["W", "R"]
