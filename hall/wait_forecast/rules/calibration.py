"""Corrects forecasts by how earlier ones turned out: adaptive conformal quantile tracking.

Each level of a forecast carries a correction that takes one small step after every call: up
when the call came later than forecast, down when it came earlier, in such proportion that
the level holds as often as it should, whatever the simulation gets wrong (Gibbs & Candès
2021; Angelopoulos et al. 2024, decaying steps). A step's size does not depend on how
wrong the forecast was, so one forgotten ticket moves nothing much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

#: Low and high of the likely range, the median between them, and "at most".
LEVELS = (0.14, 0.5, 0.82, 0.83)

#: Corrections stop here, so that a level held by now or by closing does not run away.
FARTHEST = 4.0
FIRST_STEP = 0.2
SMALLEST_STEP = 0.03
#: A service's own correction is believed after so many calls; until then everybody's is.
OWN_CALLS = 15

#: Minutes of expected wait up to which forecasts are corrected alike.
HORIZONS = (1.0, 10.0, 30.0, 90.0)

EVERY_SERVICE = "*"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction per level, in widths of the forecast, and the calls it rests on."""

    calls: int = 0
    shifts: tuple[float, ...] = (0.0,) * len(LEVELS)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Everything learned from residuals. Frozen: a call makes a new one."""

    corrections: Mapping[str, Correction] = field(default_factory=lambda: MappingProxyType({}))

    def shifts(self, service: str, wait: float) -> tuple[float, ...]:
        """Corrections of the four LEVELS, in widths of the forecast, for a wait of so many minutes.

        Everybody's, until the service has 15 calls of its own.
        """
        horizon = _horizon(wait)
        own = self.corrections.get(f"{service} {horizon}", Correction())
        if own.calls >= OWN_CALLS:
            return own.shifts
        return self.corrections.get(f"{EVERY_SERVICE} {horizon}", Correction()).shifts

    def after(self, service: str, wait: float, later: Sequence[bool | None]) -> "Calibration":
        """Learn whether the call came later than each level of a forecast said; None: no word.

        ``wait`` is the expected one, in minutes. Gives a new Calibration.
        """
        changed = dict(self.corrections)
        everybody = f"{EVERY_SERVICE} {_horizon(wait)}"
        own = f"{service} {_horizon(wait)}"
        before = changed.get(everybody, Correction())
        changed[own] = _stepped(changed.get(own, Correction(0, before.shifts)), later)
        changed[everybody] = _stepped(before, later)
        return Calibration(MappingProxyType(changed))

    def as_json(self) -> dict[str, list[float]]:
        """By service and horizon: the number of calls, then the four shifts."""
        return {key: [learned.calls, *learned.shifts] for key, learned in self.corrections.items()}


def calibration_from_json(stored: Mapping[str, Sequence[float]]) -> Calibration:
    """Read back what ``as_json`` gave; anything of another shape begins anew."""
    corrections = {
        key: Correction(int(calls), tuple(shifts))
        for key, (calls, *shifts) in stored.items()
        if len(shifts) == len(LEVELS)
    }
    return Calibration(MappingProxyType(corrections))


def _stepped(before: Correction, later: Sequence[bool | None]) -> Correction:
    step = max(SMALLEST_STEP, FIRST_STEP / (1 + before.calls) ** 0.6)
    shifts = (
        shift if came_later is None else _within(shift + step * (came_later - 1 + level))
        for shift, level, came_later in zip(before.shifts, LEVELS, later, strict=True)
    )
    return Correction(before.calls + 1, tuple(shifts))


def _within(shift: float) -> float:
    return max(-FARTHEST, min(FARTHEST, shift))


def _horizon(wait: float) -> int:
    return sum(wait > limit for limit in HORIZONS)
