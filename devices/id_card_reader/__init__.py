"""The reader of second-generation ID cards: the text on the card, never the photo."""
