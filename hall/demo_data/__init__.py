"""The demonstration hall: loaded into an empty database by ``hall demo``."""
