"""Papers as PDF: with their letters in them, drawn in a process of their own."""
