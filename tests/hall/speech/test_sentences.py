"""A guide is read in breaths: all of it, in order, each short enough for one."""

from hypothesis import given
from hypothesis import strategies as st

from hall.speech.sentences import LONGEST_SAID, sentences_of
from hall.speech.speakable import speakable

LINES = st.lists(
    st.text(st.sampled_from("请带身份证到窗口办理，。；：、20元 1份"), max_size=300), max_size=4
)


def test_a_list_is_read_item_by_item():
    text = "符合下面一条：\n1. 在本地参加了保险的；\n2. 卡丢了的。没有卡的除外。"

    said = [sentence.said for sentence in sentences_of("conditions", text)]

    assert said == [
        "符合下面一条", "第一，在本地参加了保险的", "第二，卡丢了的。", "没有卡的除外。",
    ]  # fmt: skip


def test_the_same_words_are_one_sound_wherever_they_stand():
    (one,), (other,) = (
        sentences_of("fees", "收费20元。"),
        sentences_of("complaints", "收费 20 元。"),
    )

    assert one.name == other.name
    assert one.name != sentences_of("fees", "收费21元。")[0].name


@given(LINES)
def test_every_sentence_is_short_and_stands_in_the_text_in_order(lines):
    text = "\n".join(lines)

    found = sentences_of("fees", text)

    at = 0
    for sentence in found:
        assert 0 < len(sentence.said) <= LONGEST_SAID
        at = text.index(sentence.text, at) + len(sentence.text)


@given(st.text(st.sampled_from("请带身份证，。；到窗口"), max_size=400))
def test_no_word_is_left_out(text):
    words = "".join(sentence.said for sentence in sentences_of("fees", text))

    assert [each for each in words if each not in "，。；、：？！"] == [
        each for each in text if each not in "，。；"
    ]
    assert speakable("") == ""
