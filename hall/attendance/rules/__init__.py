"""From punches, timetables and slips to what a day and a month come to. Pure: no tables, no clock.

Moments are *hall seconds*: whole seconds of the hall's own time since the start of its calendar
(``date.toordinal() * 86400`` at midnight), so that a night over midnight, a month end or New Year
is nothing special, and a month of a whole office is judged in milliseconds.
"""
