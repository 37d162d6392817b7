"""What visitors think of a visit (好差评), and the cases the hall has to answer (整改)."""
