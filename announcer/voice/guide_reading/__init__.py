"""Guides read aloud: made in the background when they are published, kept by their words."""
