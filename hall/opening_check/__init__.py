"""The opening check (开门检查): before the hall opens it looks itself over, once a day.

waiting --half an hour before the first opening--> sounding --heard, or nobody--> kept
(a server that was off then does it when it starts, and says that it is late)
"""
