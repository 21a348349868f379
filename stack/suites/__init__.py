"""Everything that `make test` runs, two suites at a time, with one count at the end."""
