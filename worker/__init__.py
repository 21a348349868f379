"""The worker: turns a claimed job into a checked bundle."""
