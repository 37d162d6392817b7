"""What stands on the slip of an opinion: its code, what was touched, and until when the answer.

Never the telephone number: slips are left lying about.
"""

from hall.clock import local
from hall.machines import Sheet
from hall.opinions.model import Case, Opinion
from hall.slips.papers import composed
from hall.work import Work
from lobby import sentences
from lobby.door import House


def opinion_paper(work: Work, house: House, case: Case, opinion: Opinion) -> Sheet:
    phrases = [sentences.PHRASES[each] for each in opinion.phrases]
    place = f"（{opinion.window.name} 号窗口）" if opinion.window else ""
    words = {
        "大厅": house.sign.hall_name,
        "编号": spaced(opinion.code or ""),
        "内容": f"{sentences.OPINION_KINDS[opinion.kind]}：{'，'.join(phrases)}{place}",
        "时间": f"{local(opinion.left_at):%Y-%m-%d %H:%M}",
        "答复期限": f"{case.due_on}",
        "链接": f"{house.public_url}/o/{opinion.link}" if house.public_url else "",
        "投诉电话": house.sign.complaint_phone,
    }
    return composed(work.session, "opinion", words)


def spaced(code: str) -> str:
    """Eight digits are read in fours."""
    return f"{code[:4]} {code[4:]}".strip()
