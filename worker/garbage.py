"""Sets Python's garbage collector to the work of a worker, which makes millions of objects and keeps few."""

import gc

YOUNG_OBJECTS = 50_000
"""New objects before they are looked through for garbage; nearly all are freed without that."""


def settle_memory() -> None:
    """Call once everything that stays is loaded: it is not looked through again, and what comes later seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 20)
