"""What stands on the slip of an opinion: its code, what was touched, and until when the answer.

Never the telephone number: slips are left lying about.
"""

from hall.clock import local
from hall.machines import Sheet
from hall.opinions.model import Case, Opinion
from hall.slips.paper_layouts import composed
from hall.unit_of_work import UnitOfWork
from web import sentences
from web.app_context import AppContext


def opinion_paper(work: UnitOfWork, context: AppContext, case: Case, opinion: Opinion) -> Sheet:
    window = opinion.window.name if opinion.window else ""
    words = {
        "大厅": context.sign.hall_name,
        "编号": spaced(opinion.code or ""),
        "内容": sentences.opinion_content(opinion.kind, opinion.phrases, window),
        "时间": f"{local(opinion.left_at):%Y-%m-%d %H:%M}",
        "答复期限": f"{case.due_on}",
        "链接": f"{context.public_url}/o/{opinion.link}" if context.public_url else "",
        "投诉电话": context.sign.complaint_phone,
    }
    return composed(work.session, "opinion", words)


def spaced(code: str) -> str:
    """Eight digits are read in fours."""
    return f"{code[:4]} {code[4:]}".strip()
