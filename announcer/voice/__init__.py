"""From a call to sound: what is said, the clips, one sound for each call, the queue of them."""
