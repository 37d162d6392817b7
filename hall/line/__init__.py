"""The line: the numbers of a day, their place, being called, being served."""
