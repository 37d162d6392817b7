"""The screen beside the fingerprint reader."""
