"""What `make bench` runs: measurements, each beside the unit it is judged by."""
