"""The page of a day as the ticket printer takes it (每日日志), in the office's layout."""

from collections.abc import Callable
from datetime import date

from hall.daily_page.daily_page_worker import ComposePage
from hall.daily_page.day_figures import DayFigures
from hall.machines import Sheet
from hall.slips.paper_layouts import composed
from hall.unit_of_work import UnitOfWork
from web.sentences.daily_pages import day_remark, day_words, full_date


def daily_sheet_of(hall_name: Callable[[], str]) -> ComposePage:
    """With the name on it that the hall has by then."""

    def compose(work: UnitOfWork, day: date, figures: DayFigures) -> Sheet:
        is_over = day < work.today
        words = {
            **day_words(figures),
            "大厅": hall_name(),
            "日期": full_date(day),
            "说明": day_remark(figures, made_up=False, is_final=is_over),
        }
        return composed(work.session, "diary", words)

    return compose
