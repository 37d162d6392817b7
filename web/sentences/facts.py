"""Each fact of the journal as one Chinese sentence."""

import re
from collections.abc import Mapping

from hall.line.window_names import called
from web.sentences.absences import SLIP_ACTS, SLIP_EFFECTS
from web.sentences.device_jobs import PUNCH_WAYS
from web.sentences.facts_of_staff import FACTS_OF_STAFF
from web.sentences.facts_of_visits import FACTS_OF_VISITS
from web.sentences.history import SETTINGS
from web.sentences.listings import ACTORS, PROGRAM
from web.sentences.machines import MACHINES
from web.sentences.moments import HALVES
from web.sentences.names import DAY_SOURCES, ROLES, SCOPES
from web.sentences.screens import ORDERS

FACTS: Mapping[str, str] = {**FACTS_OF_VISITS, **FACTS_OF_STAFF}
UNKNOWN = "（这个版本不认识的一类：{kind}）"
NOBODY, SOMEBODY_GONE = "没有人", "{number} 号人员"
OTHER_PAPER = "一张纸"
OF_NUMBER = "{number} 号的号条"
#: What a word of the program is called, by the field it stands in.
WORDS: Mapping[str, Mapping[str, str]] = {
    "role": {**ROLES},
    "scope": SCOPES,
    "act": SLIP_ACTS,
    "slip_kind": SLIP_EFFECTS,
    "way": PUNCH_WAYS,
    "machine": MACHINES,
    "half": HALVES,
    "source": {**DAY_SOURCES, **ACTORS, "phone": "手机", "counter": "窗口", "api": PROGRAM},
    "order": ORDERS,
}
PEOPLE_FIELDS = frozenset({"staff_id", "head"})
WINDOW_FIELDS = frozenset({"window", "came_from", "desk"})


class _Words(dict[str, str]):
    """What an older row does not say stays empty."""

    def __missing__(self, key: str) -> str:
        return ""


def fact_sentence(kind: str, details: Mapping[str, object], people: Mapping[int, str]) -> str:
    """``people`` are the names by the number in the register."""
    words = _Words({name: _word(name, value, people) for name, value in details.items()})
    number = words["number"]
    words["paper_word"] = OF_NUMBER.format(number=number) if number else OTHER_PAPER
    words["setting_word"] = SETTINGS.get(str(details.get("name")), words["name"])
    return FACTS.get(kind, UNKNOWN.format(kind=kind)).format_map(words)


def kind_name(kind: str) -> str:
    """The same without what differs from row to row, for a list to choose from."""
    return re.sub(r"\{\w+\}", "…", FACTS.get(kind, kind))


def actor_name(actor: str, people: Mapping[int, str]) -> str:
    """``staff:3`` by name; a program by its own."""
    room, _, number = actor.partition(":")
    if room == "staff" and number.isdigit():
        return people.get(int(number)) or SOMEBODY_GONE.format(number=number)
    if number:
        return f"{ACTORS.get(room, PROGRAM)} {number}"
    return ACTORS.get(actor, actor)


def _word(field: str, value: object, people: Mapping[int, str]) -> str:
    if field in PEOPLE_FIELDS:
        if not isinstance(value, int):
            return NOBODY
        return people.get(value) or SOMEBODY_GONE.format(number=value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if field in WINDOW_FIELDS:
        return called(str(value)) if value else ""
    if isinstance(value, float):
        return f"{value:g}"
    return WORDS.get(field, {}).get(str(value), "" if value is None else str(value))
