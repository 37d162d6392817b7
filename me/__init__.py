"""A member of staff's own page: their attendance, leave and password; what they approve."""
