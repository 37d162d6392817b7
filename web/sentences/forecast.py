"""When somebody will be called: as long as it is honest, and no longer."""

from hall.wait_forecast.rules.forecast import Forecast, ForecastKind
from hall.wait_forecast.rules.forecast_levels import STEP_MINUTES
from web.language import spoken

#: Longer waits are told as moments: nobody counts 135 minutes.
LONGEST_MINUTES = 90


def forecast(said: Forecast | None) -> str:
    """When somebody will be called, for whoever reads it now; nothing where nothing is honest."""
    if said is None:
        return ""
    if said.outlook is ForecastKind.AT_ONCE:
        return spoken("现在就可以办")
    if said.outlook is ForecastKind.TODAY:
        soon = spoken("预计 {range}，最迟约 {latest}")
        latest = _wall_clock(said.at_most)
        return _there(said) + soon.format(range=_range(said), latest=latest)
    if said.outlook is ForecastKind.MAY_NOT:
        return _there(said) + spoken("今天可能办不完，建议改天早点来，或问综合值班窗口")
    return spoken("今天没有人办这项业务了，建议改天来，或问综合值班窗口")


def forecast_short(said: Forecast | None) -> str:
    """The same in a few words, before a number is taken."""
    if said is None:
        return ""
    if said.outlook is ForecastKind.TODAY and said.opens is not None:
        return _there(said) + spoken("最迟约 {latest}").format(latest=_wall_clock(said.at_most))
    if said.outlook is ForecastKind.TODAY:
        return spoken("预计 {range}").format(range=_range(said))
    return {
        ForecastKind.AT_ONCE: spoken("现在就可以办"),
        ForecastKind.MAY_NOT: spoken("今天可能办不完"),
        ForecastKind.NOBODY: spoken("今天没有人办了"),
    }[said.outlook]


def forecast_on_paper(said: Forecast | None) -> str:
    """The same on a slip, in short lines: moments, for nobody knows when it will be read."""
    if said is None or said.outlook is ForecastKind.AT_ONCE:
        return ""
    if said.outlook is ForecastKind.TODAY:
        return f"预计{_moments(said, '至')}\n最迟约{_wall_clock(said.at_most)}"
    return (
        "今天可能办不完\n可以改天早来" if said.outlook is ForecastKind.MAY_NOT else "今天没有人办了"
    )


def _there(said: Forecast) -> str:
    if said.opens is None:
        return ""
    return spoken("{opens} 有人，").format(opens=_wall_clock(said.opens))


def _range(said: Forecast) -> str:
    """Minutes as long as people count in them, then moments."""
    high = _high(said)
    if said.opens is not None or high > LONGEST_MINUTES:
        return _moments(said, "–")
    text = spoken("{low}–{high} 分钟") if said.low else spoken("{high} 分钟以内")
    return text.format(low=said.low, high=high)


def _high(said: Forecast) -> int:
    """The range does not reach beyond what is said to be the latest: nobody would understand it."""
    if said.at_most is None:
        return said.high
    latest = int((said.at_most - said.made_at) // STEP_MINUTES) * STEP_MINUTES
    return min(said.high, max(said.low + STEP_MINUTES, latest))


def _moments(said: Forecast, between: str) -> str:
    earliest, latest = (said.made_at + minutes for minutes in (said.low, _high(said)))
    return f"{_wall_clock(earliest)}{between}{_wall_clock(latest)}"


def _wall_clock(minute: float | None) -> str:
    """A minute of the day, to the nearest five: more would be a lie."""
    nearest = round((minute or 0) / 5) * 5
    return f"{nearest // 60}:{nearest % 60:02d}"
