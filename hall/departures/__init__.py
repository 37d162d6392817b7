"""Who leaves: what they hold, and to whom it goes, in one act."""
