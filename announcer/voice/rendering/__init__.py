"""Making clips: needs the optional extra (pip install .[voice]); the program runs without."""
