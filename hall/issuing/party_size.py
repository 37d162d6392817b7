"""How many people may take numbers together."""

LARGEST_PARTY = 6
