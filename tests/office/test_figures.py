"""数据: what the page shows is what the file has; the forgotten are closed with one press."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import urlencode

import pypdfium2
import pytest
from openpyxl import load_workbook

from hall.events import VisitClosed
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, visit_steps
from hall.line.model import Stay
from office.figure_forms import offered_periods
from tests.conftest import MORNING
from tests.waiting import wait_until

PAGE = "/office/figures"
TODAY = MORNING.date()


def serve_somebody(application, clock, *, minutes):
    with application.hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        issue_ticket(work, service, TicketRequest("kiosk", slip=False))
    clock.advance(minutes=2)
    with application.hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        visit_steps.serve(work, calling.call_next(work, window))
    clock.advance(minutes=minutes)


def page_tables(client, **asked):
    text = client.get(f"{PAGE}?{urlencode(asked)}").text
    tables = re.findall(r"<tbody>(.*?)</tbody>", text, re.DOTALL)
    return [
        [
            [unescape(cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        ]
        for table in tables
    ]


def file_tables(client, **asked):
    book = load_workbook(BytesIO(client.get(f"{PAGE}/figures.xlsx?{urlencode(asked)}").data))
    tables = []
    for sheet in book:
        _, _, *rows = sheet.iter_rows(values_only=True)
        whole = [[str(cell) for cell in row] for row in rows]
        tables.append([row for row in whole if "None" not in row])
    return tables


@pytest.mark.parametrize("by", ["service", "window", "staff", "hour", "weekday", "day", "month"])
def test_the_file_has_exactly_what_the_page_shows(application, manager, clock, by):
    for number in range(3):
        serve_somebody(application, clock, minutes=7 + number)
    clock.advance(days=28)
    for number in range(3):
        serve_somebody(application, clock, minutes=10 * number)

    asked = {"from": TODAY, "to": TODAY + timedelta(days=30), "by": by}

    def is_alike() -> bool:
        """A fault of a machine may be found between the two: then once more."""
        return page_tables(manager, **asked) == file_tables(manager, **asked)

    wait_until(is_alike, "the file has what the page shows")
    rows, compared = page_tables(manager, **asked)
    assert rows[0][:2] == ["合计", "6"]
    assert len(rows) > 1
    assert compared[0][0] == "取号"


def test_beside_it_stand_the_month_and_the_year_before(application, as_, clock):
    clock.advance(days=365)
    for minutes in [1] * 20:
        serve_somebody(application, clock, minutes=minutes)
    clock.advance(days=31)
    for minutes in [1] * 25:
        serve_somebody(application, clock, minutes=minutes)

    _, compared = page_tables(as_("jia"), **{"from": "2026-04-01", "to": "2026-04-30"})
    by_name = {row[0]: row[1:] for row in compared}
    assert by_name["取号"] == ["25", "20", "+25%", "没有数据", "—"]
    assert by_name["时间不准，不算进时长（人次）"] == ["0", "0", "数太少", "没有数据", "—"]


def test_the_forgotten_are_closed_with_one_press(application, manager, clock, facts):
    serve_somebody(application, clock, minutes=90)
    assert "还没有按办结" not in manager.get(PAGE).text
    clock.advance(minutes=90)
    assert "还没有按办结（1 个号）" in manager.get(PAGE).text

    for _ in range(2):  # the second press of an older page finds nobody
        assert manager.post(f"{PAGE}/forgotten").status_code == 303

    closed = [fact for fact in facts() if isinstance(fact, VisitClosed)]
    assert [(fact.state, fact.ended) for fact in closed] == [("finished", None)]
    with application.hall.read() as snapshot:
        assert snapshot.session.query(Stay).order_by(Stay.id.desc()).first().inexact
    page = manager.get(PAGE).text
    assert "还没有按办结" not in page
    (total, *_), _ = page_tables(manager)
    assert total[1:3] == ["1", "1"]  # it counts
    assert total[7:10] == ["—", "—", "1"]  # and makes no time


def test_nobody_is_closed_while_the_clock_is_doubted(application, manager, clock, facts):
    serve_somebody(application, clock, minutes=0)
    manager.get(PAGE)
    clock.jump(hours=5)
    manager.post(f"{PAGE}/forgotten")
    assert not [fact for fact in facts() if isinstance(fact, VisitClosed)]


def test_an_empty_period_says_so_and_odd_addresses_are_shown_this_month(manager):
    assert "还没有人取过号" in manager.get(f"{PAGE}?from=2020-01-01&to=2020-01-31").text
    for odd in ("from=x&to=9999-99-99&by=kaffee", "from=2026-03-09&to=2020-01-01", "by="):
        assert manager.get(f"{PAGE}?{odd}").status_code == 200
    assert manager.get(f"{PAGE}/2026-13.pdf").status_code == 404


def test_the_month_is_a_paper_with_one_press(application, manager, clock):
    serve_somebody(application, clock, minutes=5)
    answer = manager.get(f"{PAGE}/2025-03.pdf")
    paper = pypdfium2.PdfDocument(answer.data)
    text = "".join(page.get_textpage().get_text_range() for page in paper)
    assert "大厅运行月报" in text
    assert "按人员" in text
    assert "一半的人不超过" in text  # the legend of a chart


@pytest.mark.parametrize(
    ("first", "last", "offered"),
    [
        ("2024-01-01", "2024-03-31", ["2024-03", "2024-02", "2024-01"]),
        ("2025-01-01", "2025-12-31", ["2025-02", "2025-03", "2025-01"]),  # March goes on
        ("2025-03-01", "2025-03-31", ["2025-03"]),
        ("2025-04-01", "2025-04-30", []),
    ],
)
def test_the_month_that_is_over_is_offered_first_and_none_that_has_not_begun(
    manager, first, last, offered
):
    page = manager.get(f"{PAGE}?{urlencode({'from': first, 'to': last})}").text
    assert re.findall(r'href="/office/figures/(\d{4}-\d\d)\.pdf"', page) == offered
    assert ("2025年3月（到今天）" in page) == ("2025-03" in offered)


def test_only_managers_come_in(as_):
    clerk = as_("bing")
    addresses = (PAGE, f"{PAGE}/figures.xlsx", f"{PAGE}/2025-03.pdf")
    assert [clerk.get(address).status_code for address in addresses] == [403] * 3
    assert clerk.post(f"{PAGE}/forgotten").status_code == 403


def test_periods_are_offered_with_one_press():
    told = {
        name: f"{period.first} {period.last}" for name, period in offered_periods(TODAY).items()
    }
    assert told == {
        "today": "2025-03-03 2025-03-03",
        "week": "2025-03-03 2025-03-09",
        "month": "2025-03-01 2025-03-31",
        "last_month": "2025-02-01 2025-02-28",
        "year": "2025-01-01 2025-12-31",
    }
