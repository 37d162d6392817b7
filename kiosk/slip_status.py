"""What the visitor should know about a paper on its way; what it stands for holds anyway."""

from hall.machine_watch import MachineHealth
from hall.machines import PrintProof
from hall.slips.model import PaperSlip, PrintStage
from web import sentences
from web.language import spoken
from web.sentences.papers import NUMBER_SLIP, REMEMBER_NUMBER


def slip_status(
    slip: PaperSlip | None,
    printer: MachineHealth | None,
    name: str = NUMBER_SLIP,
    instead: str = REMEMBER_NUMBER,
) -> dict[str, str]:
    """A tone (busy, done, unsure, trouble) and a sentence."""
    words = {"paper": spoken(name), "instead": spoken(instead)}
    if printer is None or slip is None:
        return _trouble(spoken("这里不打印{paper}，{instead}。"), words)
    if slip.stage is PrintStage.PRINTED and slip.proof != PrintProof.CONFIRMED:
        return _unproven(words, instead)
    if slip.stage is PrintStage.PRINTED:
        picture = {"picture": slip.picture} if slip.picture else {}
        sentence = spoken("{paper}已打印，请取走。").format_map(words)
        return {"tone": "done", "sentence": sentence, **picture}
    if slip.stage is PrintStage.IN_DOUBT:
        news = _trouble(spoken("{paper}可能没有印好，{instead}。"), words)
        return {**news, "again": "yes"}
    if fault := slip.fault or printer.fault:
        words["why"] = _what_is_wrong(sentences.fault(fault))
        sentence = spoken("{why}，暂时不能出票。{instead}。")
        if instead == REMEMBER_NUMBER:
            sentence = spoken("{why}，暂时不能出票。{instead}，号有效。")
        return _trouble(sentence, words)
    return {"tone": "busy", "sentence": spoken("正在打印{paper}，请稍候。").format_map(words)}


def _unproven(words: dict[str, str], instead: str) -> dict[str, str]:
    """Sent to a printer that cannot say whether it printed: the visitor can see it."""
    sentence = spoken("{paper}送去打印了，请看一看有没有出纸。没有出纸的，{instead}。")
    if instead == REMEMBER_NUMBER:
        sentence = spoken("{paper}送去打印了，请看一看有没有出纸。没有出纸的，{instead}，号有效。")
    return {"tone": "unsure", "sentence": sentence.format_map(words)}


def _trouble(sentence: str, words: dict[str, str]) -> dict[str, str]:
    return {"tone": "trouble", "sentence": sentence.format_map(words)}


def _what_is_wrong(fault: str) -> str:
    """The first half of the sentence; what to do about it is for the staff."""
    return spoken(fault.partition("：")[0].rstrip("。"))
