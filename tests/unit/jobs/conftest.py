"""Failures inside the shared contracts show their values, as those of tests do."""

import pytest

for contract in ("queue", "artifacts", "progress"):
    pytest.register_assert_rewrite(f"jobs.testing.contracts.{contract}")
