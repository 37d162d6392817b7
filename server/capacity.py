"""How many the server serves at once, and how soon it notices who has gone."""

#: Every open WebSocket holds one thread, and pages need some besides (docs/adr/0007).
THREADS = 256
MOST_SOCKETS = THREADS - 32
#: A screen whose server vanished without a word notices within the sum of these.
PING_SECONDS, PONG_SECONDS = 20, 5
