"""What is marked before review, and what a masked text still tells."""

import re
from datetime import date

import pytest
from hypothesis import assume, given
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


#: What is not seen, and what parts the digits of one number without ending it.
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e\u034f\ufe0f\\"
PARTING = " .-\u3000\u00a0\u2003\t．。·・•‧—–‑−－ー_()（）"
DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
NUMBERS = {
    id_number(): PersonalDataKind.ID_NUMBER,
    id_number(serial="009"): PersonalDataKind.ID_NUMBER,
    "13800000000": PersonalDataKind.MOBILE,
    "8613800000000": PersonalDataKind.MOBILE,
    "07340000000": PersonalDataKind.PHONE,
    card(16): PersonalDataKind.BANK_CARD,
}


@given(
    number=st.sampled_from(list(NUMBERS)),
    digits=st.sampled_from(DIGITS),
    between=st.lists(st.text(UNSEEN + PARTING, max_size=3), min_size=20, max_size=20),
    around=st.tuples(
        *[st.sampled_from(["", "手机", "tel", "wx", "：", "号，", "\n", "abcDEFg"])] * 2
    ),
)
def test_nothing_that_is_put_between_its_digits_hides_a_number(number, digits, between, around):
    written = number.translate(str.maketrans("0123456789", digits))
    parted = "".join(f"{digit}{gap}" for digit, gap in zip(written, ["", *between], strict=False))
    folded_number = "".join(sign for sign in parted if sign not in UNSEEN)
    assume(not re.search(r"\d[.．。·・•‧]\d\d$", folded_number))  # as money is written

    text = f"{around[0]}{parted}{around[1]}"

    assert NUMBERS[number] in kinds(text)
    assert check(masked(text)) == []


@given(
    st.lists(
        st.one_of(
            st.dates(date(1900, 1, 1), date(2099, 12, 31)).map("{:%Y.%m.%d}".format),
            st.dates(date(1900, 1, 1), date(2099, 12, 31)).map("{:%Y-%m-%d}".format),
            st.integers(0, 10**9 - 1).map("{}.00".format),
            st.tuples(st.integers(0, 23), st.integers(0, 23)).map("{0[0]}.30-{0[1]}.00".format),
            st.integers(1, 99).map("湘政发〔2019〕{}号".format),
        ),
        max_size=6,
    ),
    st.sampled_from([" ", "，", "、", " | ", "\n"]),
)
def test_dates_times_amounts_and_numbers_of_papers_are_nobodys_numbers(values, between):
    assert kinds(between.join(values)) == []


def test_full_width_digits_are_digits():
    wide = id_number().translate(str.maketrans("0123456789", "０１２３４５６７８９"))

    (found,) = check(f"证号：{wide}。")

    assert found.kind is PersonalDataKind.ID_NUMBER
    assert masked(f"证号：{wide}。").startswith(f"证号：{AREA}********")


SPOKEN = str.maketrans("0123456789", "〇一二三四五六七八九")


@pytest.mark.parametrize("sign", ["〇", "零", "○"])
def test_a_number_written_in_chinese_numerals_is_that_number(sign):
    written = "13800005678".translate(SPOKEN).replace("〇", sign)

    assert kinds(f"电话{written}，找他") == [PersonalDataKind.MOBILE]
    assert kinds(f"身份证{id_number().translate(SPOKEN)}。") == [PersonalDataKind.ID_NUMBER]
    assert kinds("联系幺三八 零零零零 5678") == [PersonalDataKind.MOBILE]
    assert masked(f"电话{written}。") == "电话138****5678。"


def test_a_numeral_beside_a_number_does_not_hide_it():
    assert kinds("电话13800005678一楼，二〇二六年十二月一日") == [PersonalDataKind.MOBILE]


@pytest.mark.parametrize(
    "text",
    [
        "138\n00005678", "1380000 \n  5678", "+86 138\n0000 5678", "手机：13800\n005678",
        "联系电话 1380000567\n8。", "一三八\n〇〇〇〇五六七八",
    ],
)  # fmt: skip
def test_a_mobile_that_goes_on_in_the_next_line_is_one(text):
    assert kinds(text) == [PersonalDataKind.MOBILE]


def test_a_phone_and_an_id_number_go_on_in_the_next_line_too():
    good = id_number()

    assert kinds("0731-\n22150000") == [PersonalDataKind.PHONE]
    assert kinds(f"身份证{good[:9]}\n{good[9:]}") == [PersonalDataKind.ID_NUMBER]
    assert (
        masked(f"张某 {good[:9]}\n{good[9:]}，在册") == f"张某 {good[:6]}********{good[14:]}，在册"
    )


@pytest.mark.parametrize(
    "text",
    [
        "16800\n120000", "- 138\n- 00005678", "138\n\n00005678", "1380\n0005678",
        "138\n0000567", "2026.12.1\n3", "138\n000056789",
    ],
)  # fmt: skip
def test_lines_of_amounts_are_no_number(text):
    assert kinds(text) == []


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


@pytest.mark.parametrize("place", ["云集村3组12号", "云集村十二组5栋", "云集村第3组12号"])
def test_a_house_is_marked_with_its_group(place):
    assert masked(f"住{place}。") == "住云集村***。"


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
        "王小明 云集村3组，李小红 云集村第十二组，张三 白果社区二组",
        "14.30-17.30 8.30-12.00",
        "2019.8.15 2019.11.30 8:30，2019-03-15 2019-11-30 8:30",
        "某某 2 1500.00 180.00 150.00 1680.00",
        "总投资 138000000.00 元",
        "统一社会信用代码 12000000447123456K、1200000044712346KX",
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
