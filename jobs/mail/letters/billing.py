"""A payment failed, and the plan is kept for a while."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jobs.mail.letter import Letter, Link, Section


def write(organization: str, facts: Mapping[str, Any], web_url: str) -> Letter:
    """`facts` are those of `Kind.BILLING`."""
    until = datetime.fromisoformat(str(facts["grace_until"]))
    plan, day = str(facts["plan"]), f"{until.day} {until:%B %Y}"
    return Letter(
        subject=f"{organization}: a payment failed, the plan {plan} is kept until {day}",
        badge="Payment failed",
        tone="bad",
        heading=f"The plan {plan} is kept until {day}",
        lead=f"The last payment for {organization} failed. Everything works as before until {day}.",
        button=Link("Open billing", f"{web_url}/settings"),
        why=f"You get this as an owner or admin of {organization}.",
        sections=(
            Section(
                "What you can do", text="An owner can change the way of paying, or pay the open invoice, in billing."
            ),
            Section(
                "What happens otherwise",
                text=f"After {day} the plan becomes free. Nothing is deleted; what is above its limits can be read.",
            ),
        ),
    )
