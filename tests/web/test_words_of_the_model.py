"""Kinds, levels, grades and roles are the model's: pages and scripts compare with no others.

The scripts of js/lib cannot import one another (they are sent as one file), so the few words they
know stand in them; here they are held against the hall's.
"""

import re
from enum import Enum
from pathlib import Path

import pytest

from hall.notices.levels import OF_NOTICES, Level
from hall.notices.model import NOTICE_KINDS, NoticeKind
from hall.notices.notice_life import NoticeState
from hall.opinions.model import Grade
from hall.proof_of_play.model import ExposureKind
from hall.screens.model import ScreenRole
from hall.screens.orders import Order
from web import sentences

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(ROOT.glob("static/js/**/*.js"))
TEMPLATES = [
    file
    for file in sorted(ROOT.glob("*/templates/*/*.html"))
    if ("notice" in file.name and "holiday" not in file.name)
    or "screens" in file.name
    or file.parts[-4] == "display"
]
WORD = r"""["']([a-z_]+)["']"""
LIST = r"""\(((?:["'][a-z_]+["'],? ?)+)\)"""

#: In a template: what is compared, and whose words it is compared with.
IN_TEMPLATES: dict[str, type[Enum]] = {
    r"\bkind": NoticeKind,
    r"notice\.kind": NoticeKind,
    r"(?:notice\.)?level": Level,
    r"notice\.state": NoticeState,
    r"screen\.role": ScreenRole,
}
#: In a script: how a word of the hall stands there.
IN_SCRIPTS: dict[str, type[Enum]] = {
    rf"dataset\.kind [!=]== {WORD}": NoticeKind,
    rf"STANDING = {WORD}": NoticeKind,
    rf"\border [!=]== {WORD}": Order,
    rf"\bwhat(?:: | [!=]== ){WORD}": ExposureKind,
}


def words_in_template(text: str, thing: str) -> set[str]:
    compared = set(re.findall(rf"{thing} [!=]= {WORD}", text))
    for found in re.findall(rf"{thing} (?:not )?in {LIST}", text):
        compared |= set(re.findall(WORD, found))
    return compared


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_templates_compare_with_words_of_the_model(template):
    text = template.read_text("utf-8")

    for thing, words in IN_TEMPLATES.items():
        assert words_in_template(text, thing) <= {each.value for each in words}, thing


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_scripts_know_words_of_the_model_only(script):
    text = script.read_text("utf-8")

    for spelling, words in IN_SCRIPTS.items():
        assert set(re.findall(spelling, text)) <= {each.value for each in words}, spelling


def test_each_way_of_spelling_is_met_somewhere():
    templates = [file.read_text("utf-8") for file in TEMPLATES]
    scripts = [file.read_text("utf-8") for file in SCRIPTS]

    for thing in IN_TEMPLATES:
        assert any(words_in_template(text, thing) for text in templates), thing
    for spelling in IN_SCRIPTS:
        assert any(re.search(spelling, text) for text in scripts), spelling


@pytest.mark.parametrize(
    ("called", "words"),
    [
        (sentences.GRADES, Grade),
        (NOTICE_KINDS, NoticeKind),
        (sentences.LEVELS, OF_NOTICES),
        (sentences.SCREEN_ROLES, ScreenRole),
        (sentences.NOTICE_STATES, NoticeState),
    ],
    ids=range(5),
)
def test_every_word_has_its_chinese_one(called, words):
    assert set(called) == set(words)


def test_no_template_counts_the_grades_by_itself():
    for file in ROOT.glob("*/templates/*/*.html"):
        assert not re.search(r"grade in range", file.read_text("utf-8")), file.name
