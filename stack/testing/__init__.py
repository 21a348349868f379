"""Pytest fixtures that run the real servers: shared ones for a whole test run, and own ones that a test may kill."""
