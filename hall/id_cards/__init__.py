"""ID cards at the kiosk: a number without typing, and what is kept of the card, and how long."""
