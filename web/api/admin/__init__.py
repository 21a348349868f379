"""For staff: across organizations, as a database role of its own; `web/guards.py` lets nobody else in."""
