"""What there is to say about a row of a spreadsheet; ``code`` picks the sentence in the web."""

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
