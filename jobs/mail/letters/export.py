"""An export of an organization can be downloaded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jobs.mail.letter import Letter, Link


def write(organization: str, facts: Mapping[str, Any], web_url: str) -> Letter:
    """`facts` are those of `Kind.EXPORT_READY`."""
    until = datetime.fromisoformat(str(facts["expires_at"]))
    return Letter(
        subject=f"The export of {organization} is ready",
        badge="Export ready",
        tone="good",
        heading=f"All data of {organization}, as a zip",
        lead="The export that you asked for is ready. It is downloaded from the settings, where you are signed in.",
        button=Link("Open the settings", f"{web_url}/settings"),
        why="You asked for this export.",
        facts=(
            ("Size", _size(int(facts["bytes"]))),
            ("Kept until", f"{until.day} {until:%B %Y}, {until:%H:%M} UTC"),
        ),
    )


def _size(number: int) -> str:
    if number < 1_000_000:
        return f"{max(1, round(number / 1000)):,} kB"
    return f"{number / 1_000_000:,.1f} MB" if number < 1_000_000_000 else f"{number / 1_000_000_000:,.1f} GB"
