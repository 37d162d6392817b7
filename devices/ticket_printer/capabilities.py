"""Printers that python-escpos knows, out of its capability database.

Only the file is read: importing its reader makes a temporary folder, parses YAML for a second, and
needs that at every start. What the database leaves out or has wrong is put right here, and each
such rule says what it is about; ADR 0019 says what the database does not know at all.
"""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hall.machines import PrinterModel

FILE = "capabilities.json"
HANZI_COLUMN_DOTS = 12  # a Hanzi is 24 dots wide on every printer with a GB font
WIDEST_COLUMN_DOTS = 24  # NT-80-V-UL claims 12 columns on 576 dots: its font's width, not columns
WIDEST_NARROW_MM = 60
#: Half of what a 58 mm head takes at 50 mm a second, 48 bytes a row.
CAREFUL_BYTES_A_SECOND = 9_600
MOST_MATCHES = 3


class UnknownModel(Exception):
    """No printer of that name; ``near`` are the names most like it."""

    def __init__(self, name: str, near: list[str]) -> None:
        super().__init__(f"no printer profile {name!r}; near: {near}")
        self.name = name
        self.near = near


@cache
def printer_models() -> Mapping[str, PrinterModel]:
    """By name. Without customer displays and impact printers: they print no raster pictures."""
    profiles = _database()["profiles"]
    models = (_model(name, profile) for name, profile in sorted(profiles.items()))
    return {model.name: model for model in models if model.prints_pictures}


def model_named(name: str) -> PrinterModel:
    """Raises UnknownModel. Capitals do not count, for they are hard to copy from a label."""
    models = printer_models()
    plain = {known.casefold(): known for known in models}
    if name.casefold() in plain:
        return models[plain[name.casefold()]]
    within = [known for known in plain if name and name.casefold() in known]
    alike = get_close_matches(name.casefold(), plain, MOST_MATCHES, cutoff=0.5)
    near = dict.fromkeys(plain[known] for known in (*within, *alike))
    raise UnknownModel(name, list(near)[:MOST_MATCHES])


def _database() -> dict[str, Any]:
    spec = find_spec("escpos")
    if spec is None or spec.origin is None:
        return {"profiles": {}}
    found: dict[str, Any] = json.loads(Path(spec.origin).with_name(FILE).read_text("utf-8"))
    return found


def _model(name: str, profile: Mapping[str, Any]) -> PrinterModel:
    features, width = profile["features"], profile["media"].get("width", {})
    dots = _number(width.get("pixels"))
    is_narrow = 0 < _number(width.get("mm")) <= WIDEST_NARROW_MM
    has_cutter = features["paperFullCut"] or features["paperPartCut"]
    is_simple = not (features["graphics"] or has_cutter)
    return PrinterModel(
        name=name,
        maker=profile["vendor"],
        label=profile["name"],
        width_mm=58 if is_narrow else 80,
        dots=int(dots) // 8 * 8,  # a row of a picture is whole bytes
        columns=_columns(int(dots), profile["fonts"]["0"]["columns"]),
        has_cutter=has_cutter,
        draws_qr=features["qrCode"],
        prints_pictures=features["bitImageRaster"],
        pictures_in_columns="bitImageColumn" in profile.get("notes", ""),
        dots_among_text=features["bitImageColumn"] and features["highDensity"],
        bytes_per_second=CAREFUL_BYTES_A_SECOND if is_simple else 0,
    )


def _columns(dots: int, claimed: int) -> int:
    """Of font A, as far as Hanzi fit; 0 where nothing usable is told."""
    if not dots:
        return claimed
    fit = dots // HANZI_COLUMN_DOTS
    return min(claimed, fit) if claimed * WIDEST_COLUMN_DOTS > dots else fit


def _number(value: object) -> float:
    """The database says "Unknown" where it does not know."""
    return float(value) if isinstance(value, int | float) else 0.0
