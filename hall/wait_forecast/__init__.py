"""The forecast, wired into the hall: what the tables say of the floor, what was told to whom,
and what became of it. The rule itself is pure and lives in ``rules/``.

Nothing here may cost anybody a number: forecasts are made after the number is on disk, kept by
a thread of their own, and when they cannot be made, nothing is said.
"""
