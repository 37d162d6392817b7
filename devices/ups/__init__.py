"""The emergency power (UPS), asked through NUT's server (upsd)."""
