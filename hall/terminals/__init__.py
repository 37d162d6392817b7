"""Stand-alone attendance terminals: what they bring on a stick, and what they push."""
