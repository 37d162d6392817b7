"""What the office changed of hours, services, rules, screens, layouts, people: from what to what.

The journal says that somebody changed something; here stands what it was before.
"""
