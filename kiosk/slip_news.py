"""What the visitor should know about a paper on its way: the number itself is never in question."""

from hall.slips.model import PaperSlip, Stage
from hall.watch import Health
from lobby import sentences
from lobby.language import spoken

NUMBER_SLIP = "号票"


def slip_news(slip: PaperSlip | None, printer: Health | None, name: str = "") -> dict[str, str]:
    """A tone (busy, done, trouble) and a sentence; ``name`` is the paper's, as it is spoken."""
    paper = name or spoken(NUMBER_SLIP)
    if printer is None or slip is None:
        return _trouble(spoken("这里不打印{paper}，请记住您的号码。"), paper)
    if slip.stage is Stage.PRINTED:
        picture = {"picture": slip.picture} if slip.picture else {}
        sentence = spoken("{paper}已打印，请取走。").format(paper=paper)
        return {"tone": "done", "sentence": sentence, **picture}
    if slip.stage is Stage.IN_DOUBT:
        news = _trouble(spoken("{paper}可能没有印好，请记住您的号码。"), paper)
        return {**news, "again": "yes"}
    if fault := slip.fault or printer.fault:
        why = _what_is_wrong(sentences.fault(fault))
        return _trouble(spoken("{why}，暂时不能出票。请记住您的号码，号有效。"), paper, why)
    sentence = spoken("正在打印{paper}，请稍候。").format(paper=paper)
    return {"tone": "busy", "sentence": sentence}


def _trouble(sentence: str, paper: str, why: str = "") -> dict[str, str]:
    return {"tone": "trouble", "sentence": sentence.format(paper=paper, why=why)}


def _what_is_wrong(fault: str) -> str:
    """The first half of the sentence; what to do about it is for the staff."""
    return spoken(fault.partition("：")[0].rstrip("。"))
