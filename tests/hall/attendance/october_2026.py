"""October 2026 of twenty people, worked out by hand with the calendar and a pencil.

Work begins on the 8th (1 to 7 is the holiday), Saturday the 10th is worked, and from the 19th the
winter hours are kept: 8:30–12:00 and 14:00–17:00 instead of 14:30–17:30. On the 14th the reader was
away from 8:00 to 11:00. Windows of a punch are an hour before to an hour and a quarter after; the
grace is 5 minutes, serious is beyond 30, half a day of absence beyond 60.
"""

WORKED = (8, 9, 10, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30)
WINTER_BEGINS = 19
SUMMER_PUNCHES = ("8:25", "12:05", "14:25", "17:35")
WINTER_PUNCHES = ("8:25", "12:05", "13:55", "17:05")
ALL_DAY, AFTERNOON = ("0:00", "24:00"), ("14:00", "24:00")

#: Where a day was not as every day: by person, the day, what they punched, and the cell it makes.
#: All other days that are worked are √, all others empty.
UNLIKE = {
    2: (12, ("8:35", "12:05", "14:25", "17:35"), "√"),  # on the last second of the grace
    3: (12, ("8:35:01", "12:05", "14:25", "17:35"), "▲√"),  # one second later
    4: (13, ("8:25", "12:05", "14:25", "17:24"), "√▼"),
    5: (13, ("9:05", "12:05", "14:25", "17:35"), "▲√"),  # seriously
    6: (13, ("9:31", "12:05", "14:25", "17:35"), "×▲√"),  # half a day
    7: (15, (), "×"),
    8: (15, ("14:25", "17:35"), "×√"),
    9: (16, ("8:25", "14:25", "17:35"), "○√"),
    10: (14, ("12:05", "14:25", "17:35"), "待√"),  # while the reader was away
    11: (14, ("8:50", "12:05", "14:25", "17:35"), "待√"),  # may have been there before
    12: (14, ("7:55", "12:05", "14:25", "17:35"), "√"),  # before it was away
    13: (20, ("8:25", "12:05", "14:06", "17:05"), "√▲"),  # late by the winter hours
    14: (16, ("8:25", "12:05", "14:06", "17:35"), "√"),  # the same time by the summer hours
    15: (21, (), "事"),
    16: (22, ("8:25", "12:05"), "√病"),
    17: (23, (), "外"),
    18: (12, ("8:25", "12:17", "17:35"), "√○"),  # one punch at noon is the leaving
    19: (24, ("20:00", "32:00"), "值"),  # a Saturday night, until Sunday at eight
    20: (25, ("9:00", "12:10"), ""),  # a Sunday: three hours of overtime
}
SLIPS = {15: ("事假", 21, ALL_DAY), 16: ("病假", 22, AFTERNOON), 17: ("公出", 23, ALL_DAY)}
#: Who came in the month, and on which day.
CAME = {20: 19}
ON_DUTY = {19: 24}
OUTAGE = (14, "8:00", "11:00")

USUAL = {
    "due_days": 18, "worked_days": 18, "late": 0, "late_minutes": 0, "early": 0,
    "early_minutes": 0, "missing": 0, "absent_days": 0, "open_days": 0, "leave_days": {},
    "field_days": {}, "slip_minutes": {}, "duties": 0, "overtime_hours": 0, "made_up": 0,
}  # fmt: skip
#: Where the sums of a person are not the usual ones.
SUMS: dict[int, dict[str, object]] = {
    3: {"late": 1, "late_minutes": 6},
    4: {"early": 1, "early_minutes": 6},
    5: {"late": 1, "late_minutes": 35},
    6: {"late": 1, "late_minutes": 61, "worked_days": 17.5, "absent_days": 0.5},
    7: {"worked_days": 17, "absent_days": 1},
    8: {"worked_days": 17.5, "absent_days": 0.5},
    9: {"missing": 1},
    13: {"late": 1, "late_minutes": 6},
    15: {"worked_days": 17, "leave_days": {"事假": 1}},
    16: {"worked_days": 17.5, "leave_days": {"病假": 0.5}},
    17: {"field_days": {"公出": 1}},
    18: {"missing": 1},
    19: {"duties": 1},
    20: {"due_days": 10, "worked_days": 10, "overtime_hours": 3},
}
