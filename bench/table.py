"""Rows of the result: one figure each, with its mark and whether it is met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

HEADINGS = ("what", "figure", "unit", "ratio", "mark", "met?", "sample size")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One line of the table. ``met`` is None where there is nothing to reach."""

    what: str
    figure: str
    unit: str = ""
    ratio: str = ""
    mark: str = ""
    met: bool | None = None
    sample: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        met = {True: "yes", False: "NO", None: "-"}[self.met]
        return (self.what, self.figure, self.unit, self.ratio, self.mark, met, self.sample)


def spelled(value: float) -> str:
    """Three digits that mean something."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3f}"


def plain(what: str, value: float, unit: str, sample: object = "") -> TableRow:
    """A figure that nothing is asked of."""
    return TableRow(what=what, figure=spelled(value), unit=unit, sample=str(sample))


def at_most(what: str, value: float, unit: str, most: float, sample: object = "") -> TableRow:
    """A figure that has its mark in its own unit."""
    mark = f"<= {most:,.5g} {unit}"
    return TableRow(
        what=what,
        figure=spelled(value),
        unit=unit,
        mark=mark,
        met=value <= most,
        sample=str(sample),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A figure judged by its ratio to another figure of the same run."""

    value: float
    unit: str
    to: float
    named: str  # what it is compared to
    most: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float:
        return self.value / self.to if self.to else float("inf")

    @property
    def mark(self) -> str:
        if self.most is not None:
            return f"<= {self.most:g} {self.named}"
        return f">= {self.least:g} {self.named}" if self.least is not None else ""

    @property
    def met(self) -> bool | None:
        if self.most is not None:
            return self.ratio <= self.most
        return self.ratio >= self.least if self.least is not None else None

    def row(self, what: str, sample: object = "") -> TableRow:
        return TableRow(
            what=what,
            figure=spelled(self.value),
            unit=self.unit,
            ratio=f"{self.ratio:.2f} {self.named}",
            mark=self.mark,
            met=self.met,
            sample=str(sample),
        )


def not_measured(what: str, why: str) -> TableRow:
    return TableRow(what=what, figure="not measured", sample=why)


def rendered(rows: Iterable[TableRow]) -> str:
    """The table as text, every column as wide as its widest cell."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (HEADINGS, rule, *lines[1:])
    )


def verdict(rows: Sequence[TableRow]) -> str:
    """The sentence below the table."""
    judged = [row for row in rows if row.met is not None]
    missed = [row for row in judged if not row.met]
    if not missed:
        return f"All {len(judged)} marks are met."
    names = "\n".join(
        f"  {row.what}: {row.ratio or f'{row.figure} {row.unit}'} (mark {row.mark})"
        for row in missed
    )
    return f"Missed: {len(missed)} of {len(judged)} marks.\n{names}"


assert len(HEADINGS) == len(fields(TableRow))
