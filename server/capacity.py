"""How soon the server notices who has gone; how many it serves at once: web/limits.py."""

#: A screen whose server vanished without a word notices within the sum of these.
PING_SECONDS, PONG_SECONDS = 20, 5
