"""The guides at the kiosk: found by life event, module or letters, read, printed, carried away."""
