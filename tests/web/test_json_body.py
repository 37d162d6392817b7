"""What a program posts that does not fit is refused with its field, and with a sentence of it."""

from enum import StrEnum
from typing import Annotated

import pytest
from msgspec import UNSET, Meta, Struct, UnsetType

from hall.errors import Malformed
from web import sentences
from web.json_body import IsoMoment, typed
from web.sentences.json_bodies import MISTAKES


class Colour(StrEnum):
    RED = "red"


class Inner(Struct):
    size: int


class Whole(Struct, forbid_unknown_fields=True):
    name: str
    note: Annotated[str, Meta(max_length=3, pattern="^[^\x00]*$")] = ""
    count: Annotated[int, Meta(ge=0, le=9)] | None = None
    colour: Colour | UnsetType = UNSET
    at: IsoMoment | UnsetType = UNSET
    inside: list[Inner] = []
    few: Annotated[list[int], Meta(max_length=2)] = []
    share: float = 0.0
    sure: bool = False


DEEP: list[object] = []
for _ in range(900):
    DEEP = [DEEP]

REFUSED = [
    ({}, "missing", "name", "缺少“name”"),
    ({"name": None}, "null", "name", "不能是 null"),
    ({"name": 1}, "type", "name", "“name”要写成文字"),
    ({"name": ["x"]}, "type", "name", "“name”要写成文字"),
    ({"name": "x", "else": 1}, "unknown", "else", "这里不用“else”"),
    ({"name": "x", "note": "long"}, "too_long", "note", "最多 3 个字符"),
    ({"name": "x", "note": "a\x00"}, "characters", "note", "不能用的字符"),
    ({"name": "\ud800"}, "characters", "name", "不能用的字符"),
    ({"name": "x", "inside": ["\udfff"]}, "characters", "inside", "不能用的字符"),
    ({"name": "x", "\ud800": 1}, "characters", "json", "不能用的字符"),
    ({"name": "x", "count": "1"}, "type", "count", "要写成整数"),
    ({"name": "x", "count": True}, "type", "count", "要写成整数"),
    ({"name": "x", "count": 1.5}, "type", "count", "要写成整数"),
    ({"name": "x", "count": -1}, "value", "count", "内容不对"),
    ({"name": "x", "count": 10**400}, "value", "count", "内容不对"),
    ({"name": "x", "colour": "blue"}, "value", "colour", "内容不对"),
    ({"name": "x", "at": "soon"}, "moment", "at", "带时差的时间"),
    ({"name": "x", "at": "2025-03-03T10:00:00"}, "moment", "at", "带时差的时间"),
    ({"name": "x", "at": "0001-01-01T00:00:00+23:59"}, "moment", "at", "带时差的时间"),
    ({"name": "x", "at": 5}, "moment", "at", "带时差的时间"),
    ({"name": "x", "at": None}, "null", "at", "不能是 null"),
    ({"name": "x", "inside": [{"size": 1}, {}]}, "missing", "inside[1].size", "缺少“inside[1].s"),
    ({"name": "x", "inside": {}}, "type", "inside", "要写成数组"),
    ({"name": "x", "inside": [1]}, "type", "inside[0]", "要写成对象"),
    ({"name": "x", "few": [1, 2, 3]}, "too_many", "few", "最多 2 项"),
    ({"name": "x", "share": "1"}, "type", "share", "要写成数字"),
    ({"name": "x", "sure": 1}, "type", "sure", "true 或 false"),
    ({"name": DEEP}, "type", "name", "“name”要写成文字"),
    ([], "type", None, "JSON 对象"),
    (None, "null", None, "JSON 对象"),
    ("x", "type", None, "JSON 对象"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "mistake", "field", "words"), REFUSED, ids=range(len(REFUSED)))
def test_what_does_not_fit_is_refused_with_its_field_and_a_sentence(said, mistake, field, words):
    with pytest.raises(Malformed) as refused:
        typed(said, Whole)

    details = refused.value.details
    assert (details["mistake"], details.get("field")) == (mistake, field)
    assert words in sentences.refusal(refused.value)


def test_every_mistake_is_met_above():
    assert {mistake for _, mistake, _, _ in REFUSED} == MISTAKES.keys()


def test_an_unknown_name_is_repeated_only_as_far_as_anybody_reads_it():
    with pytest.raises(Malformed) as refused:
        typed({"name": "x", "y" * 60_000: 1}, Whole)

    assert refused.value.details["field"] == "y" * 40


def test_what_fits_is_read_as_it_was_meant():
    read = typed({"name": "x", "at": "2025-03-03T10:00+08:00", "share": 1}, Whole)

    assert isinstance(read.at, IsoMoment)
    assert read.at.at.isoformat() == "2025-03-03T10:00:00+08:00"
    assert (read.share, read.colour) == (1.0, UNSET)
