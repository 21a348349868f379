"""Everything that `make test` runs, a few suites at a time, with one count at the end."""
