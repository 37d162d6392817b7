"""Leave, field duty and make-ups: applied for, decided along a ladder, never edited."""
