"""One row of a table, read cell by cell; what is wrong with a cell becomes a remark."""

from collections.abc import Callable, Sequence
from typing import Any

from hall.catalogue.import_export import cleaning
from hall.catalogue.import_export.remarks import Remark
from hall.catalogue.import_export.spreadsheet import Cell
from hall.catalogue.import_export.values import CODE, SCIENTIFIC, NotUnderstood

LONG_CELL = 1000  # GB/T 39046 allows a basis no more
LONGEST_CELL = 20_000
#: Longer numbers Excel shows as 5.1E+11; it has dropped zeros before them, and may have made
#: zeros of their end.
MOST_DIGITS = 11
SHOWN = 30
#: What a spreadsheet program writes where it could not reckon.
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")


class Cells:
    def __init__(
        self,
        number: int,
        row: Sequence[Cell],
        keys: Sequence[str | None],
        headings: Sequence[str],
        remarks: list[Remark],
    ) -> None:
        self.number = number
        self._remarks = remarks
        here = list(zip(keys, headings, row, strict=False))
        self._cells = {key: cell for key, _, cell in here if key}
        self._headings = {key: heading for key, heading, _ in here if key}
        self._texts: dict[str, str] = {}
        self.keys_here = [key for key in keys if key]

    @property
    def told(self) -> tuple[str, ...]:
        """The cells as they were in the file, of the columns that are understood."""
        return tuple(str(cell) for cell in self._cells.values())

    def remark(self, code: str, **words: object) -> None:
        """Note what is wrong with this row; ``words`` fill in the sentence of ``code``."""
        self._remarks.append(Remark(self.number, code, words))

    def only(self, beginning: str) -> bool:
        """Whether nothing but these columns is filled: the row belongs to the one above."""
        filled = {key for key, cell in self._cells.items() if str(cell or "").strip()}
        return bool(filled) and all(key.startswith(beginning) for key in filled)

    def text(self, key: str) -> str:
        """The cell as plain text, looked at once."""
        if key not in self._texts:
            self._texts[key] = self._look_at(key)
        return self._texts[key]

    def understood(self, key: str, rule: Callable[[str], Any]) -> Any:
        """What the rule makes of the cell; None for an empty one, or a remark says why."""
        text = self.text(key)
        try:
            return rule(text) if text else None
        except NotUnderstood as why:
            self._about(key, str(why), said=text[:SHOWN])
            return None

    def code(self) -> str:
        """事项编码, or 实施编码 where there is no other; "" after saying what is wrong."""
        key = "code" if "code" in self._cells else "implementing_code"
        cell = self._cells.get(key)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return self._code_from_number(cell)
        text = self.text(key)
        if not text:
            self.remark("code_empty")
        elif SCIENTIFIC.match(text):
            self.remark("code_scientific", said=text)
        elif not CODE.match(text):
            self.remark("code_malformed", said=text[:SHOWN])
        else:
            return text
        return ""

    def _code_from_number(self, cell: float) -> str:
        digits = f"{cell:.0f}"
        if len(digits) > MOST_DIGITS:
            self.remark("code_number_too_long", said=digits)
            return ""
        if cell != int(cell):
            self.remark("code_malformed", said=str(cell))
            return ""
        self.remark("code_was_number", said=digits)
        return digits

    def _look_at(self, key: str) -> str:
        cell = self._cells.get(key)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        if isinstance(cell, bool):
            cell = "是" if cell else "否"
        if cell is None or cell == "":
            return ""
        text, done = cleaning.cleaned(str(cell))
        for what in sorted(done):
            self._about(key, what)
        self._doubt(key, text)
        return text

    def _doubt(self, key: str, text: str) -> None:
        if text in ERRORS:
            self._about(key, "cell_error", said=text)
        if broken := cleaning.unreadable_in(text):
            self._about(key, "unreadable", letters=broken[:SHOWN])
        if rare := cleaning.rare_in(text):
            self._about(key, "rare", letters=rare[:SHOWN])
        if len(text) > LONGEST_CELL:
            self._about(key, "too_long", length=len(text), longest=LONGEST_CELL)
        elif len(text) >= LONG_CELL:
            self._about(key, "long", length=len(text))

    def _about(self, key: str, code: str, **words: object) -> None:
        self.remark(code, heading=self._headings[key], **words)
