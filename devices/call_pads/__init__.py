"""Call pads of the clerks and rating pads of the visitors, many on one RS-485 line."""
