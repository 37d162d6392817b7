"""What was wrong with a JSON body, in one sentence that names the field."""

from collections.abc import Mapping

KINDS = {
    "str": "文字",
    "int": "整数",
    "float": "数字",
    "bool": "true 或 false",
    "array": "数组",
    "object": "对象",
}

#: By the code of web/json_body.py.
MISTAKES = {
    "missing": "缺少“{field}”，请补上后再试。",
    "unknown": "这里不用“{field}”，请去掉后再试。",
    "null": "“{field}”不能是 null；不填时请不要写这一项。",
    "too_long": "“{field}”太长，最多 {longest} 个字符。",
    "too_many": "“{field}”太多，最多 {longest} 项。",
    "moment": "“{field}”要写成带时差的时间，例如 2025-03-03T10:00:00+08:00。",
    "type": "“{field}”要写成{kind}。",
    "value": "“{field}”的内容不对，请对照接口说明检查。",
    "characters": "“{field}”里有不能用的字符，请去掉后再试。",
}
NULL_FOR_NEEDED = "“{field}”不能是 null，请填上内容。"
NO_OBJECT = "提交的内容要是一个 JSON 对象，请对照接口说明检查。"


def json_refusal(details: Mapping[str, object]) -> str | None:
    """None where it was no JSON body that was refused."""
    sentence = MISTAKES.get(str(details.get("mistake")))
    if sentence is None:
        return None
    if details.get("needed"):
        sentence = NULL_FOR_NEEDED
    if "field" not in details:
        return NO_OBJECT
    kind = KINDS.get(str(details.get("wanted")), "另一种内容")
    return sentence.format_map({"longest": "", **details, "kind": kind})
