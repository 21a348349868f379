"""Chores: the small background work of the web tier, run by RQ."""
