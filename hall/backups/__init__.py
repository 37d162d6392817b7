"""Backups: what is in one, that it opens, where they are kept, how many, and when they are made."""
