"""The fixed words of the catalogue: modules, kinds, units of time, states, fields, life events."""

from enum import StrEnum


class Module(StrEnum):
    """The three modules of the plan (六化三)."""

    APPLY = "apply"  # 办理事项
    ENQUIRE = "enquire"  # 查询事项
    DISCLOSE = "disclose"  # 公开事项


class ItemKind(StrEnum):
    """办件类型 (GB/T 39046 A.6)."""

    AT_ONCE = "at_once"  # 即办件
    PROMISED = "promised"  # 承诺件
    OTHER = "other"


class Unit(StrEnum):
    """In what a time limit is counted."""

    WORKING_DAY = "working_day"  # 工作日
    DAY = "day"  # 自然日
    HOUR = "hour"  # 小时
    MONTH = "month"
    ON_THE_SPOT = "on_the_spot"  # 当场


class ItemState(StrEnum):
    """Only a published item is shown to visitors."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


#: The fields of service that the plan names (三（三）); an item may belong to several.
FIELDS = (
    "就业与社会保障",
    "医疗保障",
    "不动产登记",
    "社会救助",
    "户籍管理",
    "乡村建设",
    "危（旧）房改造",
    "古村（屋）修缮",
    "改水改厕",
)

#: What happens in a life that sends somebody to the hall; the kiosk's tiles.
LIFE_EVENTS = {
    "birth": "生孩子",
    "school": "上学读书",
    "work": "找工作",
    "marriage": "结婚成家",
    "house": "建房住房",
    "farming": "种田养殖",
    "illness": "看病就医",
    "hardship": "生活困难",
    "retirement": "退休养老",
    "moving": "落户搬迁",
    "business": "开店办厂",
    "farewell": "身后事",
}
