"""One finding of ``hall doctor``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckResult:
    what: str
    well: bool
    sentence: str
    known: bool = True  # False: nothing proved that it is right, and nothing that it is wrong
    warns: bool = False  # it works, and not as somebody would want it

    @property
    def standing(self) -> str:
        """One word for the beginning of its line."""
        if not self.known:
            return "不知道"
        if self.warns:
            return "请留意"
        return "正常" if self.well else "有问题"
