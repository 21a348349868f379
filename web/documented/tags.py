"""What the parts of the API are about."""

from collections.abc import Mapping

DESCRIPTIONS: Mapping[str, str] = {
    "session": "Who is signed in, where else, and in which organization they work.",
    "conversations": "Talking about a workload before it is built; each answer is a job, a sheet keeps what is known.",
    "jobs": "Asking for options or a bundle, following it, making its next version, and trying it.",
    "batches": "Many jobs in one submission: how they stand, holding, ending and retrying them, and what they made.",
    "progress": "What happens in a job, step by step, for where WebSockets are blocked.",
    "artifacts": "The files that a job made.",
    "audit": "What the agents called: every tool, before and after.",
    "administration": "How the servers do that the agents ask.",
    "staff": "For those who run the site: people, organizations, the queue, and what they did themselves.",
    "api keys": "Keys for programs.",
    "organization": "The tenant: its settings, its plan and what is used of it, and its end.",
    "webhooks": "Addresses that are told of what happens in the organization, and what was sent to them.",
    "share links": "Links by which anybody may read one result without signing in, and what is behind them.",
    "members": "Who belongs to the organization, in which role, and who is invited.",
}
"""By name. A test finds a tag that has none."""


def description_of(name: str) -> str:
    """Return what ``name`` is about; nothing where nobody wrote it down."""
    return DESCRIPTIONS.get(name, "")
