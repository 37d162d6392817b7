"""Staff, what they may do, and how they sign in; tokens of other programs."""
