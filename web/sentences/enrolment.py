"""What is said of enrolled devices, and of who may ask what."""

from hall.enrolled_devices.model import DeviceRole
from web.sentences.names import ROLES

DEVICE_ROLES = {
    DeviceRole.KIOSK: "取号机",
    DeviceRole.SCREEN: "屏幕",
    DeviceRole.TIMECLOCK: "考勤屏",
    DeviceRole.TABLET: "评价屏",
}
#: By web.route_rights.RouteVisitor.
VISITORS_OF_ROUTES = {
    "stranger": "陌生人",
    "phone": "有号的手机",
    "kiosk": "取号机",
    "screen": "屏幕自己",
    "timeclock": "考勤屏",
    "tablet": "评价屏自己",
    "clerk": "职员",
    "attendance": ROLES["attendance"],
    "editor": ROLES["editor"],
    "reviewer": ROLES["reviewer"],
    "county_reader": ROLES["county_reader"],
    "deputy": "副主任",
    "director": "主任",
    "device": "令牌 device",
    "read": "令牌 read",
    "line": "令牌 line",
    "manage": "令牌 manage",
}
METHOD, ADDRESS = "方法", "地址"


def since_when(seconds: float) -> str:
    """How long ago, in words: ``125`` seconds are 2 minutes."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return "刚才"
    if minutes < 60:
        return f"{minutes} 分钟前"
    hours = minutes // 60
    return f"{hours} 小时前" if hours < 24 else f"{hours // 24} 天前"
