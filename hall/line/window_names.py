"""How a window is called: by its number, or by the name it has of its own. Pure.

综合 is 综合窗口, never 综合 号窗口; a name that says what it is (综合窗口, 服务台) stays alone.
"""

from collections.abc import Sequence

NUMBERED = " 号窗口"
#: What a name of its own may end with, that is no window by another word.
PLACES = ("窗口", "台", "室", "处", "厅")


def words_after(name: str) -> str:
    """What follows a window's name where it is written: " 号窗口", "窗口" or nothing."""
    if name[:1].isascii() and name[:1].isalnum():
        return NUMBERED
    return "" if name.endswith(PLACES) else "窗口"


def called(name: str) -> str:
    """3 号窗口, 综合窗口, 服务台."""
    return f"{name}{words_after(name)}"


def all_called(names: Sequence[str]) -> str:
    """1、2 号窗口、综合窗口; "" for none."""
    numbered = [name for name in names if words_after(name) == NUMBERED]
    own = [called(name) for name in names if name not in numbered]
    return "、".join([*([f"{'、'.join(numbered)}{NUMBERED}"] if numbered else []), *own])
