"""日报 in the office: today as it stands, days that were kept, on paper, counted again."""

import pytest

from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries
from hall.slips.model import PaperSlip


def take(application) -> None:
    with application.hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        issue_ticket(work, service, TicketRequest("kiosk", slip=False))


def test_today_is_counted_as_it_stands_and_kept_with_one_press(manager, application):
    take(application)
    page = manager.get("/office/daily-pages/2025-03-03").text
    assert "还没有存" in page
    assert "今天还没有过完" in page

    assert manager.post("/office/daily-pages/2025-03-03/again").status_code == 303

    assert "算的，存着" in manager.get("/office/daily-pages/2025-03-03").text
    assert "2025年3月3日（周一）" in manager.get("/office/daily-pages").text


def test_it_comes_out_of_the_printer_once_for_each_press_of_one_form(manager, application):
    for _ in range(2):
        manager.post("/office/daily-pages/2025-03-03/print", data={"key": "x"})

    with application.hall.read() as snapshot:
        assert snapshot.session.query(PaperSlip).filter(PaperSlip.sheet.is_not(None)).count() == 1


@pytest.mark.slow_because("letters are drawn in a process of its own")
def test_and_as_a_pdf_of_one_page(manager):
    answer = manager.get("/office/daily-pages/2025-03-03.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


@pytest.mark.parametrize("day", ["2025-03-04", "nonsense", "2025-02-30"])
def test_of_a_day_to_come_or_none_there_is_no_page(manager, day):
    assert manager.get(f"/office/daily-pages/{day}").status_code == 404
    assert manager.post(f"/office/daily-pages/{day}/again").status_code == 404


def test_a_clerk_reads_none(application):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert clerk.get("/office/daily-pages").status_code == 403
    assert clerk.post("/office/daily-pages/2025-03-03/again").status_code == 403
