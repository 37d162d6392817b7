"""What the visitor should know about the slip of their number."""

from hall.slips.model import PaperSlip, Stage
from hall.watch import Health
from lobby import sentences

#: What somebody has who has no paper.
NUMBER = "请记住您的号码"


def slip_news(
    slip: PaperSlip | None, printer: Health | None, name: str = "号票", instead: str = NUMBER
) -> dict[str, str]:
    """A tone (busy, done, trouble) and a sentence; the number itself is never in question."""
    if printer is None or slip is None:
        return {"tone": "trouble", "sentence": f"这里不打印{name}，{instead}。"}
    if slip.stage is Stage.PRINTED:
        picture = {"picture": slip.picture} if slip.picture else {}
        return {"tone": "done", "sentence": f"{name}已打印，请取走。", **picture}
    if slip.stage is Stage.IN_DOUBT:
        return {
            "tone": "trouble",
            "sentence": f"{name}可能没有印好，{instead}。",
            "again": "yes",
        }
    fault = slip.fault or printer.fault
    if fault:
        why = sentences.fault(fault).partition("：")[0].rstrip("。")
        valid = "，号有效" if instead == NUMBER else ""
        return {"tone": "trouble", "sentence": f"{why}，暂时不能出票。{instead}{valid}。"}
    return {"tone": "busy", "sentence": f"正在打印{name}，请稍候。"}
