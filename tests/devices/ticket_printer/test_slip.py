"""What a slip says, in how many bytes."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.virtual import VirtualPrinter
from hall.slips.number_slip import NumberSlip, ahead_sentence, number_sheet
from hall.slips.number_slip import windows_sentence as sentence

WIDTHS = sorted(ROLLS)
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_usual_slip_is_small(slip, width_mm):
    assert len(sheet_bytes(slip, ROLLS[width_mm])) <= 400


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_slip_says_all_a_visitor_needs(slip, width_mm):
    job = sheet_bytes(slip, ROLLS[width_mm])

    for text in ("端村镇便民服务中心", "请到1至3号窗口", "前面还有12人", "2026-11-23 10:49"):
        assert text.encode("gbk") in job
    for text in ("过号请告知窗口工作人员", "0312-5555555", slip.link):
        assert text.encode("gbk") in job
    assert "补打".encode("gbk") not in job


def test_a_slip_starts_afresh_in_hanzi_mode_whatever_was_printed_before(slip):
    assert sheet_bytes(slip, ROLLS[80]).startswith(b"\x1b@\x1da\x00\x1c&")


@pytest.mark.parametrize(("width_mm", "size"), [(58, 0x66), (80, 0x77)])
def test_the_number_is_the_largest_thing_on_it(slip, width_mm, size):
    job = sheet_bytes(slip, ROLLS[width_mm])

    assert b"\x1d!" + bytes([size]) + b"A012\n" in job


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("number", ["7", "A012", "综A1012", "婚姻登记0123"])
def test_a_number_is_never_broken(make_slip, width_mm, number):
    job = sheet_bytes(make_slip(number=number), ROLLS[width_mm])

    assert number.encode("gbk") + b"\n" in job


def test_a_reprint_is_marked(make_slip):
    assert "【补打】".encode("gbk") in sheet_bytes(make_slip(reprint=True), ROLLS[80])


def test_without_a_link_there_is_no_code_and_no_word_about_it(make_slip):
    job = sheet_bytes(make_slip(link=""), ROLLS[80])

    assert b"\x1d(k" not in job
    assert "扫码".encode("gbk") not in job


def test_a_link_too_long_for_the_paper_is_left_out_rather_than_the_slip(make_slip):
    assert b"\x1d(k" not in sheet_bytes(make_slip(link="http://" + "x" * 5000), ROLLS[58])


@pytest.mark.parametrize(
    ("windows", "said"),
    [
        ((), "请留意叫号屏幕"),
        (("3",), "请到3号窗口"),
        (("2", "1"), "请到1、2号窗口"),
        (("1", "2", "3", "10"), "请到1至3、10号窗口"),
        (("综合窗口", "5"), "请到5号窗口、综合窗口"),
    ],
)
def test_windows_are_said_briefly(windows, said):
    assert sentence(windows) == said


def test_nobody_ahead_is_said_in_words():
    assert ahead_sentence(0) == "前面没有人，请留意叫号"


def test_only_the_rare_character_is_drawn_and_its_neighbours_stay_text(make_slip):
    job = sheet_bytes(make_slip(service="李𬭎溪村低保申请"), ROLLS[80])

    assert b"\x1dv0" not in job
    before, _, after = job.partition(b"\x1b*\x20\x0e\x00")
    assert before.endswith("李".encode("gbk"))
    assert after[42:].startswith("溪村低保申请\n".encode("gbk"))
    assert job.count(b"\x1b*") == 1


#: A second at 9600 baud, 8N1, carries 960 bytes.
HALF_A_SECOND = 540  # and a little more


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_slip_with_two_rare_characters_is_on_the_wire_for_half_a_second(make_slip, width_mm):
    slip = make_slip(
        service="䶮溪𬭎村低保",
        forecast="预计9:45至9:55\n最迟约10:05",
        check="0427",
        link="http://192.168.1.10:8000/t/k3x9q2m7pd",
    )

    assert len(sheet_bytes(slip, ROLLS[width_mm])) <= HALF_A_SECOND


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(hall=TEXT, number=TEXT, service=TEXT, windows=st.lists(TEXT, max_size=4), width=...)
def test_no_text_can_break_out_of_its_line(tmp_path, hall, number, service, windows, width: bool):
    width_mm = 80 if width else 58
    slip = NumberSlip(
        hall=hall,
        number=number,
        service=service,
        windows=tuple(windows),
        issued_at=datetime(2026, 11, 23, 10, 49, tzinfo=UTC),
        ahead=3,
        link="http://hall/t/1",
        complaint_phone="12345",
    )
    printer = VirtualPrinter(tmp_path / "slips", width_mm)
    before = len(printer.slips())

    printer.receive(sheet_bytes(number_sheet(slip), ROLLS[width_mm]))

    assert len(printer.slips()) == before + 1  # one cut: no more, no less


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_check_is_printed_where_there_is_one(make_slip, width_mm):
    assert "核对码 0427\n".encode("gbk") in sheet_bytes(make_slip(check="0427"), ROLLS[width_mm])
    assert "核对码".encode("gbk") not in sheet_bytes(make_slip(), ROLLS[width_mm])


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_forecast_stands_in_lines_of_its_own(make_slip, width_mm):
    job = sheet_bytes(make_slip(forecast="预计9:45至9:55\n最迟约10:05"), ROLLS[width_mm])

    before, _, after = job.partition("预计9:45至9:55\n".encode("gbk"))
    assert before[before.rindex(b"\x1d!") :].startswith(b"\x1d!\x11")
    assert after.startswith(b"\x1bJ\x0c" + "最迟约10:05\n".encode("gbk"))
