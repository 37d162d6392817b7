"""What every screen passes through: the door to the hall, signing in, refusals, shared parts."""
