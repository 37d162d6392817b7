"""Things on cables, each with its protocol, its driver and its simulator."""
