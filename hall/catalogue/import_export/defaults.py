"""What a file leaves out of new items, and what is put there; the rest stays empty."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hall.catalogue.import_export.remarks import Remark
from hall.catalogue.model import Item


def defaults(created: Sequence[Item], told: Mapping[str, Mapping[str, Any]]) -> Iterator[Remark]:
    """A remark for each default, before anything is written; ``told`` is the file's, by code."""
    for key in ("module", "service"):
        count = sum(not told[item.code].get(key) for item in created)
        if count:
            yield Remark(0, f"default_{key}", {"count": count})
