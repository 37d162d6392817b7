"""How a screen is, in a word; and what somebody should do about it."""

from collections.abc import Sequence

CONDITIONS = {
    "off": "没有报到",
    "black": "画面是黑的",
    "stale": "画面不是最新的",
    "frozen": "画面不动",
    "old": "程序是旧版",
    "mute": "没有声音",
    "dark": "已按要求变黑",
    "well": "正常",
}
#: What helps, in the order in which to try it.
CONDITION_ADVICE = {
    "off": "请看这块屏的电源和网线；屏亮着而这里没有报到，请重启屏后的电脑。",
    "black": "请先点“重新加载”；一分钟后还是黑的，请到屏前看电源和信号线。",
    "stale": "它会自己更新；一分钟后还不是最新的，请点“重新加载”。",
    "frozen": "请点“重新加载”；没有用，请重启屏后的电脑。",
    "old": "它会自己换上新版；几分钟后还是旧版，请点“重新加载”。",
    "mute": "浏览器没有允许发声，请重启屏后的电脑，或请安装人员检查启动方式。",
    "dark": "只显示叫号和紧急通知。要恢复，请点“恢复显示”。",
}
ORDERS = {
    "reload": "重新加载",
    "identify": "亮出名字",
    "blank": "变黑",
    "unblank": "恢复显示",
}


def screens_sentence(condition: str, places: Sequence[tuple[str, str]]) -> str:
    """How these screens are, all alike, and what to do. ``places``: each one's name and place."""
    advice = CONDITION_ADVICE.get(condition, "")
    if len(places) == 1:
        place = f"（{places[0][1]}）" if places[0][1] else ""
        return f"{CONDITIONS[condition]}{place}。{advice}"
    named = "、".join(f"{name}（{place}）" if place else name for name, place in places)
    return f"{CONDITIONS[condition]}：{named}。{advice}"
