"""Disclosure (公开): what the hall makes public, from when to when."""
