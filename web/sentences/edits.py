"""What two people are told who change the same thing at the same time."""

from collections.abc import Iterable, Sequence

SAVED = "已保存。"
#: So many changes are named one by one.
MOST_NAMED = 8
UNNAMED = "一处"


def somebody(names: Sequence[str]) -> str:
    """One of these; others where nobody is named."""
    return "或".join(names) or "别人"


def edited_too(now: str, who: str) -> str:
    """At the field that somebody else changed too; what was typed stands in it."""
    return (
        f"{who}刚才改成了“{now}”，您填的还在这里，没有保存。"
        "用您的，再按一次保存；用改过的，请照着改过来。"
    )


def ticked(*, is_ticked: bool) -> str:
    return "勾上" if is_ticked else "不勾"


def written(words: str) -> str:
    return words or "空"


def kept_meanwhile(changes: Iterable[tuple[str, str]]) -> str:
    """By what they are called, what others left in the fields that this person did not touch."""
    said = [f"“{label or UNNAMED}”现在是“{now}”" for label, now in dict(changes).items()]
    more = f"，还有 {len(said) - MOST_NAMED} 处" if len(said) > MOST_NAMED else ""
    return (
        f"您打开这一页以后，别人改过：{'；'.join(said[:MOST_NAMED])}{more}。这些都照别人改的留着。"
    )
