"""What is said of a server's clock that is not believed, and what to do about it."""

from hall.hall_time import ClockDoubt, TimeReading
from web.sentences.moments import clock_time, day, duration

GOES_ON = "取号、叫号照常；开放时间、到期、清除和公示证明都等时间核对以后再算。"


def clock_doubt(time: TimeReading) -> str:
    shown = f"服务器的时间是 {day(time.clock)} {clock_time(time.clock)}"
    match time.doubt:
        case ClockDoubt.IMPOSSIBLE:
            told = f"{shown}，一定不对（主板电池可能没电了）。请先把服务器的日期和时间调对。"
        case ClockDoubt.BEHIND:
            told = f"{shown}，比应有的早 {duration(-time.off.total_seconds())}。请核对。"
        case ClockDoubt.LONG_AFTER:
            pause = duration(time.off.total_seconds())
            told = f"{shown}，比最后一次记录晚 {pause}：可能关机了这么久，也可能时间错了。请核对。"
        case ClockDoubt.BEYOND:
            told = f"{shown}，比这个程序做成的时候晚了很多年，多半不对。请核对。"
        case _:
            told = f"{shown}，比应有的晚 {duration(time.off.total_seconds())}。请核对。"
    return told + GOES_ON
