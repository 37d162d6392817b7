"""What is said of a server's clock that is not believed, and what to do about it."""

from collections.abc import Mapping

from hall.hall_time import ClockDoubt, TimeReading
from web.sentences.moments import clock_time, day, duration

GOES_ON = "取号、叫号照常；开放时间、到期、清除和公示证明都等时间核对以后再算。"


CLOCK_SHOWN = "服务器的时间是 {time}"
CLOCK_DOUBTS: Mapping[str, str] = {
    ClockDoubt.IMPOSSIBLE: "一定不对（主板电池可能没电了）。请先把服务器的日期和时间调对。",
    ClockDoubt.BEHIND: "比应有的早 {off}。请核对。",
    ClockDoubt.AHEAD: "比应有的晚 {off}。请核对。",
    ClockDoubt.LONG_AFTER: "比最后一次记录晚 {off}：可能关机了这么久，也可能时间错了。请核对。",
    ClockDoubt.BEYOND: "比这个程序做成的时候晚了很多年，多半不对。请核对。",
}


def clock_doubt(time: TimeReading) -> str:
    shown = CLOCK_SHOWN.format(time=f"{day(time.clock)} {clock_time(time.clock)}")
    told = CLOCK_DOUBTS[time.doubt or ClockDoubt.AHEAD]
    return f"{shown}，{told.format(off=duration(abs(time.off.total_seconds())))}{GOES_ON}"
