"""The line: taking a number, being called, being served."""
