"""Stripe's request bodies: forms whose names nest, as `line_items[0][price]=price_1`."""

import re
from typing import Any
from urllib.parse import parse_qsl

_PART = re.compile(r"\[([^\]]*)\]")


def read_form(text: str) -> dict[str, Any]:
    """Return nested objects; lists are objects with "0", "1", … as names."""
    form: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        first, *more = [name.split("[", 1)[0], *_PART.findall(name)]
        place, last = form, first
        for part in more:
            place = place.setdefault(last, {})
            last = part
        place[last] = value
    return form
