"""Keeps the recorded prices: refreshes them from the AWS Price List, shows them, and says which are missing."""
