"""Writes docs/faults.md from the table of faults (web/sentences/fault_table.py).

python -m tools.faults_page

A test fails when the document is older than the table.
"""

from collections.abc import Iterator
from pathlib import Path

from web.sentences.fault_lines import FaultGroup
from web.sentences.fault_table import fault_groups
from web.sentences.manual_names import FAULT_COLUMNS, FAULTS_TITLE

ROOT = Path(__file__).parents[1]
DOCUMENT = Path("docs/faults.md")

HEAD = f"""\
<!-- Written by `make vocabulary` from web/sentences/fault_table.py; change that, not this one. -->

# {FAULTS_TITLE}

看到哪一行的话，就照那一行做。管理室的“设备”“今日”、开门检查和 `hall doctor` 说的是同样的话。
“…”是每次不同的文件名、时间、数字。
"""


def page() -> str:
    return HEAD + "".join(f"\n{line}\n" for group in fault_groups() for line in _group(group))


def _group(group: FaultGroup) -> Iterator[str]:
    yield f"## {group.title}"
    yield group.about
    rows = [FAULT_COLUMNS, ("---",) * len(FAULT_COLUMNS), *(line[1:] for line in group.lines)]
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main(root: Path = ROOT) -> None:
    (root / DOCUMENT).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
