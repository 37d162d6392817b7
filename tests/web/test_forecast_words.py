"""A forecast in words: on pages, on tiles, on paper."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.wait_forecast.rules.forecast import Forecast, ForecastKind
from web.sentences import forecast, forecast_on_paper, forecast_short

#: Made at 14:30.
TODAY = Forecast(
    made_at=870.0,
    service="A",
    outlook=ForecastKind.TODAY,
    low=15,
    high=25,
    at_most=920.0,
    opens=None,
    missing=0.0,
    simulated=(885.0, 890.0, 895.0, 900.0),
    levels=(885.0, 890.0, 895.0, 900.0),
)
LATER = replace(TODAY, opens=870.0, made_at=700.0, low=180, high=200)


@pytest.mark.parametrize(
    ("said", "page", "tile", "paper"),
    [
        (None, "", "", ""),
        (replace(TODAY, outlook=ForecastKind.AT_ONCE), "现在就可以办", "现在就可以办", ""),
        (
            TODAY,
            "预计 15–25 分钟，最迟约 15:20",
            "预计 15–25 分钟",
            "预计14:45至14:55\n最迟约15:20",
        ),
        (
            replace(TODAY, low=0, high=10),
            "预计 10 分钟以内，最迟约 15:20",
            "预计 10 分钟以内",
            "预计14:30至14:40\n最迟约15:20",
        ),
        (
            replace(TODAY, low=90, high=120, at_most=1000.0),
            "预计 16:00–16:30，最迟约 16:40",
            "预计 16:00–16:30",
            "预计16:00至16:30\n最迟约16:40",
        ),
        (
            replace(TODAY, low=10, at_most=890.0),  # the latest within the range: it ends there
            "预计 10–20 分钟，最迟约 14:50",
            "预计 10–20 分钟",
            "预计14:40至14:50\n最迟约14:50",
        ),
        (
            LATER,
            "14:30 有人，预计 14:40–15:00，最迟约 15:20",
            "14:30 有人，最迟约 15:20",
            "预计14:40至15:00\n最迟约15:20",
        ),
        (
            replace(TODAY, outlook=ForecastKind.MAY_NOT, at_most=None),
            "今天可能办不完，建议改天早点来，或问综合值班窗口",
            "今天可能办不完",
            "今天可能办不完\n可以改天早来",
        ),
        (
            replace(TODAY, outlook=ForecastKind.NOBODY, at_most=None),
            "今天没有人办这项业务了，建议改天来，或问综合值班窗口",
            "今天没有人办了",
            "今天没有人办了",
        ),
    ],
)
def test_what_is_said(said, page, tile, paper):
    assert (forecast(said), forecast_short(said), forecast_on_paper(said)) == (page, tile, paper)


@given(
    outlook=st.sampled_from(ForecastKind),
    low=st.integers(0, 200).map(lambda five: 5 * five),
    wide=st.integers(1, 50).map(lambda five: 5 * five),
    made_at=st.floats(0, 1439),
    opens=st.none() | st.floats(0, 1439),
)
def test_no_line_on_paper_is_wider_than_the_narrow_roll(outlook, low, wide, made_at, opens):
    said = replace(TODAY, outlook=outlook, low=low, high=low + wide, made_at=made_at, opens=opens)

    for line in forecast_on_paper(said).splitlines():
        assert len(line.encode("gb18030")) <= 16  # 58 mm, in letters of double width
    assert "None" not in forecast(said) + forecast_short(said)
