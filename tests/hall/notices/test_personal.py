"""What is marked before review, and what a masked text still tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.notices.number_checks import is_bank_card, is_id_number
from hall.notices.personal_data import PersonalDataKind, check, masked

# Made up: the checksums are right, nobody carries them (area 000000 does not exist).
AREA = "000000"


def id_number(birth="19491231", serial="002"):
    digits = AREA + birth + serial
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]  # as GB 11643 prints them
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def card(length=19):
    digits = "6" + "0" * (length - 2)
    return next(digits + last for last in "0123456789" if is_bank_card(digits + last))


def kinds(text):
    return [each.kind for each in check(text)]


def test_an_id_number_is_known_by_its_checksum():
    good = id_number()
    wrong = good[:-1] + ("1" if good[-1] != "1" else "2")

    assert kinds(f"身份证{good}，") == [PersonalDataKind.ID_NUMBER]
    assert kinds(f"文号{wrong}，") == []
    assert not is_id_number(id_number("19491331"))


def test_an_id_number_that_was_mistyped_is_one_all_the_same():
    mistyped = "199999" + "19491231" + "0020"  # no such area, and the last digit is wrong

    assert not is_id_number(mistyped)
    assert kinds(f"|某某|{mistyped}|") == [PersonalDataKind.ID_NUMBER]
    assert kinds(f"编号 {mistyped[:6]}99991231002X") == []
    assert kinds(f"流水号 77{mistyped}77") == []


@pytest.mark.parametrize("gap", ["", " ", "-"])
def test_digits_in_groups_are_one_number(gap):
    good = id_number()
    grouped = gap.join([good[:6], good[6:14], good[14:]])

    assert kinds(f"| 某某 | {grouped} |") == [PersonalDataKind.ID_NUMBER]


def test_full_width_digits_are_digits():
    wide = id_number().translate(str.maketrans("0123456789", "０１２３４５６７８９"))

    (found,) = check(f"证号：{wide}。")

    assert found.kind is PersonalDataKind.ID_NUMBER
    assert masked(f"证号：{wide}。").startswith(f"证号：{AREA}********")


def test_phones_cards_and_addresses_are_marked():
    text = f"手机 138-0000-0000，电话 0734-0000000，卡号 {card()}，住云集村3组12号"

    assert kinds(text) == [
        PersonalDataKind.MOBILE,
        PersonalDataKind.PHONE,
        PersonalDataKind.BANK_CARD,
        PersonalDataKind.ADDRESS,
    ]
    assert masked(text) == (
        f"手机 138****0000，电话 0734-****00，卡号 ****{card()[-4:]}，住云集村***"
    )


def test_numbers_side_by_side_are_told_apart():
    text = f"{id_number()} 13800000000 {card(16)}"

    assert kinds(text) == [
        PersonalDataKind.ID_NUMBER,
        PersonalDataKind.MOBILE,
        PersonalDataKind.BANK_CARD,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "请到 3 号窗口办理，第3组在旁边等候",
        "发〔2019〕6号，2019年8月1日起施行",
        "金额 12345678.90 元，共 1234567890 元",
        "服务时间 8:30—12:00，14:30—17:30",
        "统一社会信用代码 11430422MB1A23456X",
    ],
)
def test_what_names_nobody_is_left_alone(text):
    assert kinds(text) == []


@given(
    st.lists(
        st.one_of(
            st.text("一二村组号路，。 -（）\n", max_size=8),
            st.just(id_number()),
            st.just(card(16)),
            st.just("13800000000"),
            st.just("0734-0000000"),
            st.integers(0, 10**20).map(str),
        ),
        max_size=8,
    ).map("".join)
)
def test_a_masked_text_has_nothing_left_to_mark(text):
    again = masked(text)

    assert check(again) == []
    assert id_number() not in again


@given(st.text(max_size=200))
def test_places_are_places_of_the_text(text):
    found = check(text)

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert found or masked(text) == text
