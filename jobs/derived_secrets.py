"""Secrets that need not be stored: each belongs to what it is for, and nobody can compute one without the key."""

import hashlib
import hmac


def derived_secret(secret_key: str, purpose: str, *about: object) -> bytes:
    """Return the 256 bits that belong to ``about``: always the same, and none of another purpose's."""
    material = "|".join([purpose, *map(str, about)])
    return hmac.digest(secret_key.encode(), material.encode(), hashlib.sha256)
