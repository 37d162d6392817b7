"""Writes docs/limits.md from the table in web/limits.py.

python -m tools.limits_page

A test fails when the document is older than the table.
"""

from collections.abc import Iterator
from pathlib import Path

from hall.guess_rules import RULES
from hall.people.credentials import AT_ONCE
from hall.rate_limit import Rate
from web import limits
from web.limit import Limit
from web.limits import CARDS, HEAVY, LIMITS
from web.request_size import LARGEST_BODY

ROOT = Path(__file__).parents[1]
DOCUMENT = Path("docs/limits.md")
PERIODS = {60: "分钟", 3600: "小时"}

HEAD = """\
<!-- Written by `make vocabulary` from web/limits.py; change that file, not this one. -->

# 限额 · Limits

大厅网络里谁都能要的东西，一个来源一段时间里能要多少次。来源是一台登记过的设备；别的按地址（一台电脑、一部手机）。
超过了，页面说“请过多久再试”，填好的表还在；程序得到 429、代码 `TooOften` 和 `Retry-After`。
一个来源超过了，别的来源不受影响。手机通过同一个路由器上网，是同一个来源（后面登记过的取号机不算在内），
所以数字都留了余地：忙的早上一次也碰不到。
时间按机器自己的秒表算，改时钟不放宽也不收紧；数字都在 `web/limits.py`。

## 一段时间里几次 · How often

“一下子”是一口气能要几次；只数没有找到的，找到的不限。

| 什么 | What | 最多 | 一下子 | A busy morning |
| --- | --- | ---: | ---: | --- |
"""


GUESSES = """
## 猜密码 · Guessing

一个来源对一个账号（或一种编号）连续错了几次以后要等，越错等得越久，别的来源不受影响。很多来源一起猜同一个账号，
错到“全部”那么多次，除了本人用过的电脑都先关着，主任在“人员”里解除，
或用 `hall user password` 换密码。

| What | 先错几次 | 要等（秒） | 多久忘一次（秒） | 全部 |
| --- | ---: | ---: | ---: | ---: |
"""

TURNS = f"""
## 重的活轮流做 · Heavy work

同时最多做几件，再来的排队；排的人太多或等得太久，说“请过多久再试”，
答 503、代码 `TooBusy` 和 `Retry-After`。密码同时算 {AT_ONCE} 个。

| What | 同时 | 最多排队 | 最多等（秒） | A busy morning |
| --- | ---: | ---: | ---: | --- |
"""

CONNECTIONS = """
## 连接 · Connections

还没有成为请求的：一个地址能占多少，一个请求要多快发完。再多的连接或太慢的请求在占用线程以前就拒绝。

| What | 最多 |
| --- | ---: |
"""


def page() -> str:
    tables = (
        (HEAD, _rows()),
        (GUESSES, _guesses()),
        (TURNS, _turns()),
        (CONNECTIONS, _connections()),
    )
    return "".join(head + "".join(f"{row}\n" for row in rows) for head, rows in tables)


def _guesses() -> Iterator[str]:
    for rule in RULES:
        delay = f"{rule.delay.first_seconds}…{rule.delay.longest_seconds}"
        yield (
            f"| {rule.name} | {rule.free} | {delay} | {rule.forgotten_seconds:.0f} "
            f"| {rule.ceiling or '–'} |"
        )


def _turns() -> Iterator[str]:
    for work in HEAVY:
        yield (
            f"| {work.name}: {work.what} | {work.at_once} | {work.most_waiting} "
            f"| {work.patience_seconds} | {work.busiest} |"
        )


def _rows() -> Iterator[str]:
    for limit in (*LIMITS, CARDS):
        yield (
            f"| {limit.name} | {limit.what}{_counted(limit)} | {_most(limit.rate)} "
            f"| {limit.rate.burst} | {limit.busiest} |"
        )


def _connections() -> Iterator[str]:
    coming = limits.SOCKETS_COMING
    for what, most in (
        ("WebSockets open at once, of all together", limits.MOST_SOCKETS),
        ("WebSockets open at once, of one source", limits.SOCKETS_OF_ONE_SOURCE),
        ("WebSockets opened by one source", f"{_most(coming)}，一下子 {coming.burst}"),
        ("requests in hand of one source; more wait in its line", limits.REQUESTS_AT_ONCE),
        ("connections of one address without a request", limits.IDLE_CONNECTIONS),
        ("bytes of a head", limits.MOST_HEAD_BYTES),
        ("bytes of a body without a file", LARGEST_BODY),
        ("seconds for a head, and for a small body", int(limits.GATHER_SECONDS)),
        ("seconds without taking or sending anything", int(limits.STALL_SECONDS)),
        ("bytes a second that a file comes with at least", limits.SLOWEST_BYTES_PER_SECOND),
    ):
        yield f"| {what} | {most} |"


def _counted(limit: Limit) -> str:
    thing = "; by number too" if limit.thing else ""
    return thing + (f"; only answers of {limit.answered}" if limit.answered else "")


def _most(rate: Rate) -> str:
    return f"{rate.amount} 次/{PERIODS[rate.seconds]}"


def main(root: Path = ROOT) -> None:
    (root / DOCUMENT).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
