"""What an export holds of which table, and what it leaves out, each with its reason.

Every table with `org_id` is here: a test finds them in the catalogue. Generated columns are derived from others, and
are left out always.
"""

from collections.abc import Mapping

_SECRET = "a digest of a secret: it opens nothing, and helps whoever guesses"  # noqa: S105 - says why
_PRIVATE = "of the person who signed in, not of the organization"
_OURS = "of the platform's operation"

LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    "api_key": {"hash": _SECRET},
    "artifact": {},
    "batch": {},
    "batch_zip": {"checkpoint": _OURS},
    "billing_account": {},
    "billing_event": {},
    "conversation": {},
    "idempotency_key": {"fingerprint": _OURS},
    "invitation": {"token_hash": _SECRET},
    "job": {},
    "login_session": {"refresh_hash": _SECRET, "previous_hash": _SECRET, "address": _PRIVATE, "agent": _PRIVATE},
    "membership": {},
    "notification": {},
    "organization": {"unfinished_jobs_limit": _OURS},
    "organization_export": {"key": _OURS},
    "organization_suspension": {"reason": _OURS},
    "share_act": {},
    "share_link": {"secret_sha256": _SECRET},
    "tool_call": {},
    "usage_day": {},
    "usage_month": {},
    "utterance": {},
    "webhook": {},
    "webhook_delivery": {"lease_until": _OURS, "claims": _OURS},
    "webhook_secret": {"secret": "it signs what others believe to be ours"},
}
"""By table: the columns that are left out, and why. Tables that are not there yet are passed over."""

PEOPLE = """
    SELECT membership.user_id, name, email, role, membership.created_at
    FROM membership JOIN user_account ON user_account.id = membership.user_id
    WHERE org_id = %s
"""
"""Members with their names and addresses, in the place of bare memberships."""


def key_of(table: str) -> str:
    """The column that says whose a row is."""
    return "id" if table == "organization" else "org_id"


README = """\
All data of the organization “{name}” on Groundplan, as it was at {at} UTC.

data/          one file for each table, one row a line, each a JSON object (JSON Lines, UTF-8; times in UTC).
               membership.jsonl has the members with their names and addresses.
files/         every file of the organization as it is stored: files/JOB/ATTEMPT/NAME, bundles among them.
               data/artifact.jsonl says of each what it is (its key ends with the same path).
manifest.json  how many rows and files there are, and which columns were left out and why: digests of keys and
               links, and what concerns a member's own sign-in.
SHA256SUMS     the SHA-256 of every file here but itself. To check:  sha256sum --check SHA256SUMS

The rows are of one moment. Files that were removed while this was made are missing; manifest.json says how many.
"""
