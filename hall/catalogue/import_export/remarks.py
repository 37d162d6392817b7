"""What there is to say about a row of a spreadsheet; ``code`` picks the sentence in the web."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

#: Remarks that forbid taking the file in. The others only tell what was put right or looks odd.
GRAVE = frozenset(
    {
        "code_empty", "code_scientific", "code_number_too_long", "code_twice", "code_taken",
        "code_malformed", "name_empty", "name_too_long", "unreadable", "too_long", "cell_error",
        "not_understood",
        "not_a_count", "no_such_service", "no_such_window", "no_such_event", "incomplete",
        "material_without_item", "no_name_column", "no_code_column", "column_twice", "no_rows",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    row: int  # as the spreadsheet counts; 0 for the file as a whole
    code: str
    words: dict[str, object] = field(default_factory=dict)

    @property
    def grave(self) -> bool:
        """Whether it forbids taking the file in."""
        return self.code in GRAVE


#: Each of these names another row or code: they are told one by one.
ONE_BY_ONE = frozenset({"code_twice", "same_row_twice"})


@dataclass(frozen=True, slots=True)
class RemarkGroup:
    """The same remark on several rows."""

    first: Remark
    rows: Sequence[int]
    is_alike: bool  # word for word; else the first is an example

    @property
    def grave(self) -> bool:
        """Whether it forbids taking the file in."""
        return self.first.grave


def grouped(remarks: Iterable[Remark]) -> list[RemarkGroup]:
    """One for each fault of a column, in the order of its first row; a row counts once."""
    groups: dict[tuple[object, ...], list[Remark]] = {}
    for number, remark in enumerate(remarks):
        alone = number if remark.code in ONE_BY_ONE or not remark.row else ""
        groups.setdefault((remark.code, remark.words.get("heading"), alone), []).append(remark)
    return [
        RemarkGroup(
            same[0],
            list(dict.fromkeys(remark.row for remark in same)),
            all(remark.words == same[0].words for remark in same),
        )
        for same in groups.values()
    ]
