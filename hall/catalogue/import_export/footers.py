"""What stands below the items and is none: who filled the table in, when, how many there are."""

import re

from hall.catalogue.import_export.spreadsheet import Cell
from hall.plain_text import one_line

FOOTER = re.compile(
    r"(?:填\s*[报表]|制\s*表|审\s*[核批]|复\s*核|经\s*办|负\s*责|联\s*系|单位|日\s*期|备\s*注|注|说\s*明|盖\s*章)"
    r"[^：:]{0,8}[：:]"
)
TOTAL = re.compile(r"(?:合|总|小|共)\s*计(?:[：:\d\s].*)?|共\s*\d+\s*[项条件个].*")
SHOWN = 20


def footer_in(row: tuple[Cell, ...]) -> str:
    """How such a row begins, as far as it is shown; "" for a row that may be an item."""
    first = next(
        (one_line(str(cell)) for cell in row if cell is not None and str(cell).strip()), ""
    )
    return first[:SHOWN] if FOOTER.match(first) or TOTAL.fullmatch(first) else ""
