"""Disclosure (公开): what the hall makes public, by whom it was written and approved, from when
to when it shows, and when it surely no longer does.
"""
