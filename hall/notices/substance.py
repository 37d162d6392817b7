"""What was approved of a notice, in one fixed spelling, and its SHA-256: another letter or another
file makes another notice of it.
"""

import json
from hashlib import sha256
from typing import Any

from hall.notices.model import Notice


def substance(notice: Notice) -> dict[str, Any]:
    """What was approved, in one fixed spelling; its hash stands in the journal."""
    return {
        "kind": notice.kind,
        "title": notice.title,
        "body": notice.body,
        "category": notice.category,
        "letterhead": notice.letterhead,
        "paper_number": notice.paper_number,
        "level": notice.level,
        "files": [name for file in notice.files for name in file.names],
    }


def digest(notice: Notice) -> str:
    """SHA-256 of what is shown: with another letter or another file it is another one."""
    spelled = json.dumps(substance(notice), ensure_ascii=False, sort_keys=True)
    return sha256(spelled.encode()).hexdigest()
