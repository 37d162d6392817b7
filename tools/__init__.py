"""What prepares this checkout: its environment, scripts, fonts and test run. Never part of the hall."""
