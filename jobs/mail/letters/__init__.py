"""What each mail says: one module for each kind of event. All of it is text; `rendering.py` gives it its form."""
