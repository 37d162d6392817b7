"""The touch screen by the door, and the visitor's own page on a phone."""
