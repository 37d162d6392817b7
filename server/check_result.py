"""One finding of ``hall doctor``; web/sentences/diagnosis.py says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Standing = Literal["well", "warning", "unknown", "trouble"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    part: str  # what was looked at
    finding: str
    standing: Standing
    well: bool  # False: the installer is not done yet
    said: Mapping[str, Any] = field(default_factory=dict)


def well(part: str, finding: str, **said: Any) -> CheckResult:
    return CheckResult(part, finding, "well", well=True, said=said)


def warning(part: str, finding: str, **said: Any) -> CheckResult:
    """It works, and not as somebody would want it."""
    return CheckResult(part, finding, "warning", well=True, said=said)


def unknown(part: str, finding: str, **said: Any) -> CheckResult:
    """Nothing proved that it is right, and nothing that it is wrong."""
    return CheckResult(part, finding, "unknown", well=True, said=said)


def unproved(part: str, finding: str, **said: Any) -> CheckResult:
    """The same of what was tried in order to prove it: somebody has to look."""
    return CheckResult(part, finding, "unknown", well=False, said=said)


def trouble(part: str, finding: str, **said: Any) -> CheckResult:
    return CheckResult(part, finding, "trouble", well=False, said=said)
