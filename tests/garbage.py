"""Garbage is looked for among what the tests make, not among all the modules.

A process of tests holds a million objects that live as long as it does; looking through them again
and again took a tenth of the whole run.
"""

import gc

#: Objects made before the youngest are looked through; Python's own is 700.
YOUNG = 20_000


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
