"""The ticket printer (ESC/POS): from a slip to bytes, over a cable, with proof that it came out."""
