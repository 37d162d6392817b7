"""Seconds and strikes that scripts count with: the page says them, from one place each."""

import re
from pathlib import Path

import pytest

from display.screen_times import ScreenTimes

ROOT = Path(__file__).parents[2]
TIMES = ScreenTimes()
HANDED = {
    "data-shown-ms": TIMES.call_shown_ms,
    "data-page-ms": TIMES.notice_page_ms,
    "data-refresh-ms": TIMES.notices_refresh_ms,
    "data-trusted-ms": TIMES.trusted_ms,
    "data-strikes": TIMES.strikes,
    "data-most-at-once": TIMES.most_stretches,
    "data-every-seconds": TIMES.beat_seconds,
    "data-spread-seconds": TIMES.beat_spread_seconds,
}


@pytest.mark.parametrize("attribute", HANDED)
def test_the_page_of_a_screen_hands_on_what_its_scripts_count_with(client, attribute):
    assert f'{attribute}="{HANDED[attribute]}"' in client.get("/display/notices").text


@pytest.mark.parametrize("attribute", HANDED)
def test_the_script_takes_it_from_the_page_and_has_none_of_its_own(attribute):
    name = re.sub(r"-(\w)", lambda found: found[1].upper(), attribute.removeprefix("data-"))
    texts = [file.read_text("utf-8") for file in (ROOT / "static/js").rglob("*.js")]

    assert any(re.search(rf"\b{name}\b", text) for text in texts)
    own = rf"\b{name} (?:\?\?|=) *(?!Number\b)[\dA-Z]"  # a default, as a number or a constant
    assert not [text for text in texts if re.search(own, text)]
