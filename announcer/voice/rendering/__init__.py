"""Making clips: needs the optional extra (make voice); the program runs without."""
