"""Of what the plan includes in a month, most or all is used."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jobs.mail.letter import Letter, Link

_NOUNS = {
    "brainstorm": "turns of conversations",
    "analyze": "comparisons",
    "implement": "bundles",
    "verify": "trial deployments",
}


def write(organization: str, facts: Mapping[str, Any], web_url: str) -> Letter:
    """`facts` are those of `Kind.QUOTA`."""
    used, limit = int(facts["used"]), int(facts["limit"])
    noun = _NOUNS.get(str(facts["mode"]), str(facts["mode"]))
    resets = datetime.fromisoformat(str(facts["resets_at"]))
    until = f"{resets.day} {resets:%B}, 00:00 UTC"
    over = used >= limit
    return Letter(
        subject=f"{organization}: {'no' if over else 'few'} {noun} are left this month",
        badge="Limit reached" if over else "Limit near",
        tone="bad" if over else "warn",
        heading=f"{used:,} of {limit:,} {noun} are used",
        lead=(
            f"{organization} has used all {noun} that its plan includes this month. More are refused until {until}."
            if over
            else f"{organization} has used {100 * used // limit} % of the {noun} that its plan includes this month. "
            f"Counting begins anew on {until}."
        ),
        button=Link("See the plan", f"{web_url}/settings"),
        why=f"You get this as an owner or admin of {organization}, once for each limit in a month.",
        facts=(("Used", f"{used:,} of {limit:,}"), ("Begins anew", until)),
    )
