"""Proves the package in a bare Debian: ``make test-package``."""
