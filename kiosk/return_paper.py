"""What stands on the paper of a return slip."""

from hall.catalogue.model import Item
from hall.clock import local
from hall.hours.model import ReturnSlip
from hall.issuing.redeeming import further_of
from hall.machines import Sheet
from hall.plain_text import lines_of
from hall.slips.paper_layouts import composed
from hall.unit_of_work import UnitOfWork
from web import sentences
from web.app_context import AppContext
from web.language import on_paper
from web.sentences.guides import at_windows
from web.sentences.papers import further_to_come, party_to_come

MOST_MATERIALS = 12


@on_paper()
def return_paper(
    work: UnitOfWork, context: AppContext, slip: ReturnSlip, item: Item | None
) -> Sheet:
    words = {
        "大厅": context.sign.hall_name,
        "数字": slip.code,
        "事项": item.name if item else slip.service.name,
        "同行": party_to_come(slip.size),
        "接着办": further_to_come([wish.service.name for wish in further_of(work.session, slip)]),
        "时间": sentences.date_and_time(slip.opens),
        "窗口": at_windows([window.name for window in slip.service.desks]),
        "材料": materials_of(item),
        "链接": f"{context.public_url}/b/{slip.link}" if context.public_url else "",
        "取号时间": f"{local(slip.made_at):%Y-%m-%d %H:%M}",
        "投诉电话": context.sign.complaint_phone,
    }
    return composed(work.session, "return_slip", words)


def materials_of(item: Item | None) -> list[str]:
    """One line a material."""
    text = dict(item.disclosures).get("materials", "") if item else ""
    return lines_of(text)[:MOST_MATERIALS]
