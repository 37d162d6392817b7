"""The managers' room."""
