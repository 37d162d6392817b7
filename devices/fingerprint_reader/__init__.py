"""The fingerprint reader by the door: who was there, told by the page of a template."""
