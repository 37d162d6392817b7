"""Giving out numbers: where the line, the hours and the slips meet."""
