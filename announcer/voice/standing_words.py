"""What is always said in the same words: the hall's announcements, kiosks and timeclocks."""

#: What the hall itself says, by the last part of the clip's name.
ANNOUNCEMENTS = {
    "opening": "各位群众，早上好。大厅现在开始办理业务，请先在取号机上取号。",
    "lunch": "各位群众，现在是午休时间，下午继续办理。请保管好您的号票。",
    "closing": "各位群众，还有十五分钟就要下班了。还没有取号的，请抓紧时间，或者明天再来。",
    "emergency": "请注意，大厅里出现紧急情况。请大家不要慌张，听从工作人员安排，从最近的出口离开。",
    "test": "声音测试。请听一听，音量是否合适。",
}

#: What a kiosk says to the one person before it, by the last part of the clip's name.
AT_THE_KIOSK = {"there": "您还在吗？还要用的话，请点一下屏幕上的继续使用。"}
#: What a timeclock says to the one before it: punched, once more, and punched a moment ago.
AT_THE_TIMECLOCK = {
    "punched": "打卡成功。", "again": "请再按一次。", "already": "已经打过卡了。",
}  # fmt: skip
