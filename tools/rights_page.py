"""Writes docs/rights.md from hall/people/rights.py and web/sentences/right_names.py.

python -m tools.rights_page

A test fails when the document is older than the table.
"""

from pathlib import Path

from hall.people.model import Role
from hall.people.rights import DEFAULTS, READERS, Right
from web.sentences.names import ROLES
from web.sentences.right_names import EXPLAINED, NAMES

ROOT = Path(__file__).parents[1]
DOCUMENT = Path("docs/rights.md")

HEAD = """\
<!-- Written by `make vocabulary` from hall/people/rights.py; change that file, not this one. -->

# 权限 · Rights by role

出厂时每个角色在管理室里可以做什么；主任在“人员与考勤 → 权限”里改，改过的只记和这里不同的。
● 能看也能办，○ 只能看。主任的去不掉。哪个地址要哪一项，在 `web/office_rights.py`；逐个地址见
[地址 × 谁](security-routes.md)。

"""


def page() -> str:
    """The document, as it should be now."""
    lines = [
        f"| 权利 | 做什么 | {' | '.join(ROLES[role] for role in Role)} |",
        f"| --- | --- |{' :-: |' * len(Role)}",
    ]
    for right in Right:
        marks = " | ".join(_mark(role, right) for role in Role)
        lines.append(f"| {NAMES[right]} | {EXPLAINED[right]} | {marks} |")
    return HEAD + "\n".join(lines) + "\n"


def _mark(role: Role, right: Right) -> str:
    if right not in DEFAULTS[role]:
        return ""
    return "○" if role in READERS else "●"


def main(root: Path = ROOT) -> None:
    (root / DOCUMENT).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
