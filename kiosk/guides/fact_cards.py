"""The fact card (明白卡): a guide on paper, its materials with boxes to tick."""

from math import ceil

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue import queries
from hall.catalogue.model import Item
from hall.clock import local
from hall.errors import TooManyCards
from hall.guidance.fact_cards import card_by_id, want_card
from hall.machines import Sheet
from hall.slips.model import PaperSlip
from hall.slips.paper_layouts import composed
from hall.unit_of_work import UnitOfWork
from kiosk.guides.carrying import address_of
from kiosk.guides.guide_text import told, windows_of
from kiosk.pages import bp, news_of, page
from kiosk.visitor_forms import CardForm
from web.app_context import current_context, current_hall
from web.language import on_paper
from web.limiting import seconds_to_wait_here
from web.limits import CARDS
from web.sentences.guides import ASK_AT_THE_DUTY_DESK
from web.sentences.papers import CARRY_BY_PHONE, FACT_CARD


@bp.post("/kiosk/item/<code>/card")
def print_card(code: str) -> ResponseReturnValue:
    with current_hall().work("kiosk") as work:
        item = queries.item_by_code(work.session, code)
        key, paper = CardForm.read().key.value, card_paper(work, item)
        card = want_card(work, item, paper, key, _must_be_a_need)
    return redirect(url_for(".your_card", card_id=card.id), 303)


def _must_be_a_need() -> None:
    if wait := seconds_to_wait_here(CARDS):
        raise TooManyCards(minutes=ceil(wait / 60))


@bp.get("/kiosk/cards/<int:card_id>")
def your_card(card_id: int) -> str:
    with current_hall().read() as snapshot:
        card = card_by_id(snapshot.session, card_id)
        return page(
            "kiosk/fact_card.html",
            now=snapshot.now,
            seq=snapshot.seq,
            card=card,
            news=_news(card.paper),
        )


@bp.get("/kiosk/cards/<int:card_id>/paper")
def paper_of_card(card_id: int) -> str:
    with current_hall().read() as snapshot:
        card = card_by_id(snapshot.session, card_id)
        return render_template("kiosk/_news.html", seq=snapshot.seq, news=_news(card.paper))


def _news(paper: PaperSlip) -> dict[str, str]:
    return news_of(paper, FACT_CARD, CARRY_BY_PHONE)


@on_paper()
def card_paper(work: UnitOfWork, item: Item) -> Sheet:
    sign = current_context().sign
    words = {
        "大厅": sign.hall_name,
        "事项": item.name,
        "指南号": str(item.id),
        "材料": told(item, "materials"),
        "窗口": windows_of(item) or ASK_AT_THE_DUTY_DESK,
        "地点": item.place,
        "服务时间": item.open_hours or sign.hours,
        "法律依据": told(item, "legal_basis"),
        "条件": told(item, "conditions"),
        "程序": told(item, "procedure"),
        "时限": told(item, "time_limit"),
        "收费": told(item, "fees"),
        "投诉": told(item, "complaints"),
        "投诉电话": sign.complaint_phone,
        "链接": address_of(item),
        "打印时间": f"{local(work.now):%Y-%m-%d %H:%M}",
    }
    return composed(work.session, "fact_card", words)
