"""What can be said of the hall with a touch."""

from collections.abc import Sequence

OPINION_KINDS = {"complaint": "投诉", "suggestion": "建议"}

PHRASES = {
    "waited_long": "等得太久",
    "manner": "态度不好",
    "not_explained": "没有一次说清楚",
    "many_trips": "跑了好几趟",
    "nobody_there": "窗口没有人",
    "out_of_turn": "没有按顺序叫号",
    "too_late": "超过了答应的时间",
    "charged": "收费有疑问",
    "machine": "机器不好用",
    "more_windows": "希望多开窗口",
    "longer_hours": "希望中午或周末也有人",
    "fewer_papers": "希望少要材料",
    "filling_in": "希望有人帮忙填表",
    "signs": "指示牌看不清",
    "hearing": "叫号听不清",
    "seats": "座椅、饮水、老花镜",
    "clean": "环境卫生",
    "on_paper": "我写在纸上",
}


def opinion_content(kind: str, phrases: Sequence[str], window: str) -> str:
    """In one line of the slip; ``window`` is empty where it is about none."""
    place = f"（{window} 号窗口）" if window else ""
    return f"{OPINION_KINDS[kind]}：{'，'.join(PHRASES[phrase] for phrase in phrases)}{place}"
