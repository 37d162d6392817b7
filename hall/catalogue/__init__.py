"""The items (事项) and their guides: what the hall can do, tell and make public."""
