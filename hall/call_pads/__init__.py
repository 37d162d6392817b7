"""Call pads and rating pads: a key pressed at a window does what the page there would do."""
