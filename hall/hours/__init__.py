"""The hall's calendar and hours: which days are working days, when a service opens, how many
numbers a half-day has, and what is kept of the dated slips for those who came while it was closed.
"""
