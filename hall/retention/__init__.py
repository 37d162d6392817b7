"""What is kept for how long: one table, one run a night, and what it forgot in the journal."""
