"""What a visitor is told to bring, all at once and in writing (一次性告知制)."""
