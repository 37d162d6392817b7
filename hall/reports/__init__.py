"""Any period of the hall in figures: rows by what was chosen, and one place for each measure."""
