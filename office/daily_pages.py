"""日报: the figures of each day as they were kept, on paper, and counted again."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from flask import Blueprint, Response, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from hall.daily_page.day_figures import DayFigures, day_figures
from hall.daily_page.keeping import WantedPage, keep_page, latest_pages, page_of
from hall.daily_page.model import DailyPage
from hall.errors import NotFound
from hall.parsing import day as read_day
from hall.pdf_papers.pdf_drawing import draw
from hall.pdf_papers.pdf_paper import PdfBlock, PdfPaper
from hall.settings import change_setting, setting
from hall.slips.actions import want_sheet
from hall.unit_of_work import ReadSession
from office.page import office_page
from web import sentences
from web.app_context import current_context, current_hall
from web.daily_slip import daily_sheet_of
from web.forms.edit_form import EditForm
from web.forms.fields import FlagField
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sentences import daily_pages as words
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_daily_pages", __name__, url_prefix="/office/daily-pages")


@dataclass(frozen=True, slots=True)
class ShownDay:
    """``kept``: None while nothing was kept, and it is counted as it stands now."""

    day: date
    figures: DayFigures
    kept: DailyPage | None
    is_over: bool

    @property
    def remark(self) -> str:
        """What is to be known of it as a whole."""
        made_up = self.kept is not None and self.kept.made_up
        is_final = self.kept.is_final if self.kept else self.is_over
        return words.day_remark(self.figures, made_up=made_up, is_final=is_final)


class DailySlipForm(EditForm):
    daily_slip = FlagField()


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        kept = latest_pages(snapshot.session)
        return show(
            "office/daily_pages.html",
            pages=[
                ShownDay(row.day, DayFigures.read(row.figures), row, row.day < snapshot.today)
                for row in kept
            ],
            today=snapshot.today,
            daily_slip=setting(snapshot.session, "daily_slip") == "yes",
        )


@bp.post("")
@form_page(".page")
def change() -> ResponseReturnValue:
    manager, form = must_be_manager(), DailySlipForm.read()
    with current_hall().work(actor(manager)) as work:
        change_setting(work, "daily_slip", "yes" if form.daily_slip.value else "no")
    return redirect(url_for(".page"), 303)


@bp.get("/<day>")
def one(day: str) -> str:
    with office_page() as (show, snapshot):
        found = shown(snapshot, asked_day(snapshot, day))
        return show(
            "office/daily_page.html",
            found=found,
            sections=words.day_sections(found.figures),
            today=snapshot.today,
        )


@bp.get("/<day>.pdf")
def paper(day: str) -> Response:
    """To be signed and filed. Takes some seconds."""
    must_be_manager()
    with current_hall().read() as snapshot:
        found = shown(snapshot, asked_day(snapshot, day))
        made_at = found.kept.made_at if found.kept else snapshot.now
    title = words.daily_page_title(found.day)
    blocks = [
        *([PdfBlock(text=found.remark)] if found.remark else []),
        *(
            PdfBlock(heading=heading, pairs=pairs)
            for heading, pairs in words.day_sections(found.figures)
        ),
        PdfBlock(signatures=words.SIGNERS),
    ]
    foot = f"{title}　{sentences.second_in_full(made_at)}"
    drawn = draw(PdfPaper(title, current_context().sign.hall_name, foot, blocks))
    name = words.daily_page_file(found.day)
    return send_file(BytesIO(drawn), mimetype="application/pdf", download_name=name)


@bp.post("/<day>/again")
@form_page(".one", "day")
def count_again(day: str) -> ResponseReturnValue:
    """From the records as they are by now; of a day that is over, for good."""
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        asked = asked_day(snapshot, day)
        figures = day_figures(snapshot, asked)
    with current_hall().work(actor(manager)) as work:
        keep_page(work, WantedPage(asked, is_final=asked < work.today), figures)
    return redirect(url_for(".one", day=day), 303)


@bp.post("/<day>/print")
@form_page(".one", "day")
def print_it(day: str) -> ResponseReturnValue:
    manager, context = must_be_manager(), current_context()
    with context.hall.read() as snapshot:
        found = shown(snapshot, asked_day(snapshot, day))
    with context.hall.work(actor(manager)) as work:
        sheet = daily_sheet_of(lambda: context.sign.hall_name)(work, found.day, found.figures)
        made_once(work, lambda: want_sheet(work, sheet).id)
    return redirect(url_for(".one", day=day), 303)


def shown(snapshot: ReadSession, day: date) -> ShownDay:
    """As it was kept, or else as it stands now."""
    kept = page_of(snapshot.session, day)
    figures = DayFigures.read(kept.figures) if kept else day_figures(snapshot, day)
    return ShownDay(day, figures, kept, day < snapshot.today)


def asked_day(snapshot: ReadSession, said: str) -> date:
    """Of a day to come, and of what is no day, there is no page. Raises NotFound."""
    try:
        asked = read_day(said)
    except ValueError:
        raise NotFound(daily_page=said) from None
    if asked > snapshot.today:
        raise NotFound(daily_page=said)
    return asked
