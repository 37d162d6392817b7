"""What a visitor has said on the way to their number, carried from touch to touch in the address.

Nobody needs to say anything: an ordinary visitor touches a service and has a number.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Wish:
    size: int = 1  # how many came together
    priority: int | None = None  # the reason's id
    several: bool = False  # one visit for more than one service
    chosen: tuple[str, ...] = ()  # their prefixes, in the order of the touches

    def but(self, **changes: Any) -> Self:
        return replace(self, **changes)

    def touched(self, prefix: str) -> Self:
        """Touched once more, a service is taken out again."""
        if prefix in self.chosen:
            return self.but(chosen=tuple(other for other in self.chosen if other != prefix))
        return self.but(chosen=(*self.chosen, prefix))

    @property
    def query(self) -> dict[str, Any]:
        """For an address: only what was said."""
        said = {**asdict(self), "chosen": list(self.chosen), "several": int(self.several)}
        if self.size == 1:
            del said["size"]
        return {name: value for name, value in said.items() if value}
