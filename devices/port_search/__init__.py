"""Which ports this computer has, who holds them, and what machine answers there."""
