"""How a screen is, in a word; and what somebody should do about it."""

from collections.abc import Sequence

from hall.screens.computer_strain import ComputerReadings, Strain

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


#: What is short, and what somebody should do about it.
STRAIN_SENTENCES = {
    Strain.HEAT: "{heat} ℃，太热了，请看风扇和通风口，别把它闷在屏后面。",
    Strain.MEMORY: "内存只剩 {memory_free} MB，请重启屏后的电脑；常常这样，请换内存大一些的。",
    Strain.DISK: "磁盘只剩 {disk_free} MB，请安装人员来清理。",
}


def strain_sentence(computer: ComputerReadings, found: Sequence[Strain]) -> str:
    """What the computer behind a screen lacks, and what to do; "" where it lacks nothing."""
    if not found:
        return ""
    known = {
        "heat": computer.heat,
        "memory_free": computer.memory_free,
        "disk_free": computer.disk_free,
    }
    return "屏后的电脑：" + "".join(STRAIN_SENTENCES[each].format(**known) for each in found)


def computer_line(computer: ComputerReadings) -> str:
    """How it is, in a few words; "" where it tells nothing."""
    parts = {
        "{} ℃": computer.heat,
        "内存空 {} MB": computer.memory_free,
        "磁盘空 {} MB": computer.disk_free,
    }
    return "，".join(words.format(value) for words, value in parts.items() if value is not None)
