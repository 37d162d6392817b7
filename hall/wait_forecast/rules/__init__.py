"""When will I be called? Forward simulation over the people present, what they can do,
the timetable, and what was learned; corrected by how earlier forecasts turned out.

Everything here is pure: values in, values out. A moment is a float, the minutes since the
midnight of the hall's day, because a simulation adds up thousands of them.
"""
