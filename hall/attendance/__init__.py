"""Attendance (考勤): who touched the reader when. What follows from it is derived elsewhere."""
