"""Slips on their way to paper. A slip is a row like any other; the printer takes it from there."""
