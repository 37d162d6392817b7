"""Reading guides aloud: what a person would say where something else is written. Pure text."""
