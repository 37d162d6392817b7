"""Devices the hall knows: kiosks, screens, timeclocks and tablets, each enrolled once."""
