"""An address that is told of events takes none any more, so nothing is sent to it."""

from collections.abc import Mapping
from typing import Any

from jobs.mail.letter import Letter, Link, Section


def write(organization: str, facts: Mapping[str, Any], web_url: str) -> Letter:
    """`facts` are those of `Kind.WEBHOOK_DISABLED`."""
    host = str(facts["host"])
    said = "it answered that it is gone (410)" if facts["reason"] == "gone" else "it took nothing for five days"
    return Letter(
        subject=f"{organization}: the webhook to {host} was disabled",
        badge="Webhook disabled",
        tone="bad",
        heading=f"Nothing is sent to {host} any more",
        lead=f"The webhook of {organization} to {host} was disabled: {said}.",
        button=Link("Open the webhook", f"{web_url}/settings/webhooks/{facts['webhook_id']}"),
        why=f"You get this as an owner or admin of {organization}.",
        sections=(
            Section(
                "What you can do",
                text="Its log says what it answered. When it takes messages again, enable it: what waits is sent then, "
                "and what failed within the last 30 days can be sent again, one by one.",
            ),
            Section(
                "What happens otherwise",
                text="Events from now on are not kept for it. Jobs go on as before.",
            ),
        ),
    )
