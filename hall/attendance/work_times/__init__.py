"""Who works when: groups, timetables with their slots, duty, and days off of some of the hall."""
