"""What the search of the office says: its groups, and what stands beside what was found."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from web.sentences.names import STATES

#: Headings of what is found, in the order of the page.
GROUPS = {
    "pages": "页面",
    "settings": "设置",
    "tickets": "今天的号",
    "people": "人员",
    "items": "事项",
    "windows": "窗口和业务",
    "screens": "屏幕",
    "notices": "公告",
    "manual": "使用手册和故障",
}
#: A setting that every person, item or notice has of their own.
OF_ONE = "{page}，先选一个"
#: Names of every heading, group and field of the office's pages, by endpoint; made from the
#: templates (``python -m tools.office_labels``), and a test keeps it so.
LABELS_FILE = Path(__file__).with_name("office_labels.json")


@cache
def setting_labels() -> Mapping[str, Sequence[str]]:
    labels: dict[str, list[str]] = json.loads(LABELS_FILE.read_text(encoding="utf-8"))
    return labels


def ticket_words(state: str, service: str) -> str:
    return f"{service}　{STATES[state]}"


def service_title(prefix: str, name: str) -> str:
    return f"{prefix} {name}"


def screen_title(name: str) -> str:
    return f"屏幕 {name}"
