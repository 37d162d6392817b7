"""What a browser and a computer are called that somebody is signed in with."""

#: The first that is found in what a browser says of itself; each claims to be those below as well.
BROWSERS = {
    "MicroMessenger": "微信",
    "Edg": "Edge",
    "QQBrowser": "QQ 浏览器",
    "360": "360 浏览器",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "谷歌或同类浏览器",
    "Safari": "Safari",
}
SYSTEMS = {
    "HarmonyOS": "鸿蒙",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "安卓",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def browser_name(said: str) -> str:
    """Windows，Edge; what says nothing that is known is called so."""
    found = [_first(SYSTEMS, said), _first(BROWSERS, said)]
    return "，".join(word for word in found if word) or "不认识的浏览器"


def _first(words: dict[str, str], said: str) -> str:
    return next((word for mark, word in words.items() if mark in said), "")
