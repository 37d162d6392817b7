"""Which days are working days: the four layers, a published and an unpublished year."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.errors import Malformed
from hall.hours.calendar import Calendar, DayKind, DaySource, OfficeDay, is_published
from hall.hours.holiday_notice import read_notice

MONDAY, THURSDAY = 0, 3
NOVEMBER = date(2025, 11, 5)
#: 国务院办公厅关于2026年部分节假日安排的通知, as a browser copies it.
OF_2026 = """国务院办公厅关于2026年
部分节假日安排的通知

经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日
"""
DAYS = st.dates(date(2003, 6, 1), date(2031, 12, 31))
ROWS = st.dictionaries(
    DAYS, st.builds(OfficeDay, st.sampled_from(DayKind), st.none() | st.integers(0, 6)), max_size=9
)


@pytest.mark.parametrize(
    ("day", "kind", "weekday"),
    [
        ("2026-11-23", DayKind.WORKING, 0),
        ("2026-11-21", DayKind.REST, 5),  # an ordinary Saturday
        ("2026-02-14", DayKind.WORKING, MONDAY),  # a working Saturday before the Spring Festival
        ("2026-09-20", DayKind.WORKING, MONDAY),  # and a working Sunday
        ("2026-10-01", DayKind.HOLIDAY, None),
        ("2026-10-07", DayKind.HOLIDAY, None),  # a Wednesday off by being swapped
    ],
)
def test_a_published_year_is_as_the_state_council_said(day, kind, weekday):
    found = Calendar().day(date.fromisoformat(day))

    assert (found.kind, found.weekday, found.source) == (kind, weekday, DaySource.PUBLISHED)


def test_an_unpublished_year_is_monday_to_friday_without_the_thirteen_statutory_days():
    calendar = Calendar()
    year = [date(2027, 1, 1) + timedelta(days=each) for each in range(365)]

    off = [each for each in year if calendar.day(each).kind is DayKind.HOLIDAY]

    assert not is_published(2027)
    assert len(off) == 13
    assert calendar.day(date(2027, 10, 4)).kind is DayKind.WORKING  # a guess nobody made
    assert {calendar.day(each).source for each in year} == {DaySource.COMPUTED}
    assert calendar.unpublished([date(2026, 12, 31), date(2027, 1, 1)]) == [2027]


def test_a_notice_ends_the_warning_and_the_hall_stands_above_it():
    day = date(2027, 2, 9)
    notice = read_notice("2027-02-05–2027-02-11 放假 春节\n2027年1月31日 上班 周四 补班", NOVEMBER)
    calendar = Calendar({day: OfficeDay(DayKind.WORKING, None, "值守")}, notice)

    assert calendar.unpublished([day]) == []
    assert calendar.day(day).source is DaySource.HALL
    assert calendar.day(day + timedelta(days=1)).kind is DayKind.HOLIDAY
    assert calendar.day(date(2027, 1, 31)).weekday == THURSDAY
    assert calendar.day(date(2027, 1, 31)).note == "补班"


def test_the_state_councils_own_notice_is_read_as_the_library_has_it():
    notice = read_notice(OF_2026, NOVEMBER)

    calendar, known = Calendar(notice=notice), Calendar()
    year = [date(2026, 1, 1) + timedelta(days=each) for each in range(365)]
    differ = [day for day in year if calendar.is_working_day(day) != known.is_working_day(day)]
    assert differ == []
    assert len(notice) == 39
    assert notice[date(2026, 2, 20)] == OfficeDay(DayKind.HOLIDAY, None, "春节")


@pytest.mark.parametrize("today", [date(2025, 11, 5), date(2026, 1, 1), date(2027, 1, 1)])
def test_one_sentence_of_it_tells_its_year_by_the_day_of_the_week(today):
    notice = read_notice(
        "元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。", today
    )

    assert [*notice] == [date(2026, 1, day) for day in (1, 2, 3, 4)]
    assert notice[date(2026, 1, 4)] == OfficeDay(DayKind.WORKING, None, "调休上班")


@pytest.mark.parametrize(
    "said",
    [
        "2月5日（周五）–11日（周四）放假，共7天。1月31日（周日）补班。",
        "2027年2月5日－2027年2月11日放假7天；1月31日调班",
        "2月5—11日放假，共7天，1月31日（星期日）上班",
        "２月５日（除夕）至１１日休息，共７天，１月３１日正常上班。",
        "1月31日（周日）上班，2 月 5 日至 2 月 11 日放假调休共 7 天",
    ],
)
def test_a_hall_retells_the_notice_in_a_breath_and_no_day_is_lost_or_turned_round(said):
    notice = read_notice(f"**1. 春节：**{said}", date(2026, 11, 30))

    assert [*sorted(notice)] == [
        date(2027, 1, 31), *(date(2027, 2, day) for day in range(5, 12)),
    ]  # fmt: skip
    assert [day for day, row in notice.items() if row.kind is DayKind.WORKING] == [
        date(2027, 1, 31)
    ]
    assert notice[date(2027, 2, 8)].note == "春节"


def test_days_of_no_year_and_no_weekday_are_those_that_come():
    text = "元旦：12月31日至1月2日放假，共3天。"

    assert [*read_notice(text, date(2026, 11, 30))] == [
        date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2),
    ]  # fmt: skip
    assert min(read_notice("春节：2月5日至11日放假", date(2026, 11, 30))).year == 2027
    assert min(read_notice("春节：2月5日至11日放假", date(2027, 2, 20))).year == 2027


def test_a_sentence_that_says_more_days_than_are_read_is_refused():
    with pytest.raises(Malformed) as caught:
        read_notice("春节：2月5日、11日放假，共7天。", NOVEMBER)

    assert caught.value.details == {"field": "notice_count", "line": 1, "said": 7, "read": 2}


def test_a_span_over_new_year_and_a_single_day_are_read():
    text = "元旦：2022年12月31日至2023年1月2日放假调休，共3天。清明节：4月5日放假，共1天。"
    notice = read_notice(text, date(2023, 1, 1))

    assert [*notice] == [
        date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2), date(2023, 4, 5),
    ]  # fmt: skip


def test_a_day_of_the_week_that_fits_no_year_is_a_slip_and_nothing_is_read():
    with pytest.raises(Malformed) as caught:
        read_notice("2026年元旦：1月1日（周五）放假，共1天。", NOVEMBER)

    assert caught.value.details["field"] == "notice_weekday"


@pytest.mark.parametrize(
    "text",
    ["", "\n", "放假", "2027-02-30 放假", "2027-02-05 至 2027-02-01 放假", "2027-01-01 上学",
     "2027-01-01 至 2027-12-31 放假", "2027-01-01 放假\nx", "2027-13-01 上班", "0000-01-01 放假"],
)  # fmt: skip
def test_a_notice_that_cannot_be_read_is_refused_whole(text):
    with pytest.raises(Malformed):
        read_notice(text, NOVEMBER)


@given(text=st.text() | st.from_regex(r"[0-9年月日 -]{4,30}(放假|上班)?.*", fullmatch=True))
def test_no_text_breaks_the_reader(text):
    with suppress(Malformed):
        assert read_notice(text, NOVEMBER)


@given(day=DAYS, own=ROWS, notice=ROWS)
def test_the_first_layer_that_knows_the_day_decides(day, own, notice):
    found = Calendar(own, notice).day(day)

    row = own.get(day) or notice.get(day)
    assert (found.source in (DaySource.HALL, DaySource.NOTICE)) == (row is not None)
    if row:
        assert found.kind is row.kind
    # Only a working day and an ordinary weekend keep hours; a working weekend a weekday's.
    assert found.weekday is None or found.kind is not DayKind.HOLIDAY
    if found.kind is DayKind.WORKING and (row is None or row.weekday is None):
        assert found.weekday == (day.weekday() if day.weekday() < 5 else MONDAY)


@given(day=DAYS, own=ROWS, count=st.integers(0, 60))
def test_working_days_are_counted_one_by_one(day, own, count):
    calendar = Calendar(own)

    end = calendar.add_working_days(day, count)

    between = [day + timedelta(days=each + 1) for each in range((end - day).days)]
    assert sum(calendar.is_working_day(each) for each in between) == count
    assert count == 0 or calendar.is_working_day(end)


def test_ten_working_days_over_the_swapped_national_holiday():
    assert Calendar().add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_a_calendar_without_working_days_gives_up():
    closed = {
        date(2026, 1, 1) + timedelta(days=each): OfficeDay(DayKind.REST) for each in range(4000)
    }

    assert Calendar(closed).add_working_days(date(2026, 1, 1), 1) < date(2037, 1, 1)
