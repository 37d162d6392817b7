"""One finding of ``hall doctor``; web/sentences/diagnosis.py says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class CheckResult:
    part: str  # what was looked at
    finding: str
    well: bool
    said: Mapping[str, Any] = field(default_factory=dict)


def well(part: str, finding: str, **said: Any) -> CheckResult:
    return CheckResult(part, finding, well=True, said=said)


def trouble(part: str, finding: str, **said: Any) -> CheckResult:
    return CheckResult(part, finding, well=False, said=said)
