"""A clerk's window: calling the next person with one key."""
