"""Every code that an error can have, and what to do about it: for the OpenAPI document and docs/api.md."""

from collections.abc import Mapping
from typing import NamedTuple


class Advice(NamedTuple):
    """A code with its status, why it comes, and what to do."""

    status: int
    code: str
    why: str
    advice: str


ADVICE = (
    Advice(400, "unreadable_body", "The body is not one JSON object in UTF-8.", "Mend it; `details` has the place."),
    Advice(400, "bad_request", "The request is not HTTP as we understand it.", "Mend the client."),
    Advice(400, "sign_in_failed", "A sign-in was not completed.", "Start again at `/auth/login`."),
    Advice(401, "unauthenticated", "There is no sign-in, or it is over.", "Sign in, or send a key that is good."),
    Advice(402, "plan_limit_reached", "The plan includes no more.", "Wait until it resets, or take a larger plan."),
    Advice(403, "forbidden", "Role, scope or origin do not allow it.", "Ask an owner; use a key of the scope named."),
    Advice(403, "organization_suspended", "The organization is suspended.", "Its owners read why in the support acts."),
    Advice(403, "account_suspended", "The person is suspended.", "Write to those who run the site."),
    Advice(404, "not_found", "It does not exist, or is another organization's.", "Look at the id."),
    Advice(405, "method_not_allowed", "The path has other methods.", "Use one that `Allow` names."),
    Advice(409, "conflict", "Its state forbids it, or the key is of another request.", "Read it again, then decide."),
    Advice(409, "billing_off", "Nothing is sold here.", "Go on without: everything else works."),
    Advice(410, "files_removed", "The job's files were removed: their time was over.", "Submit its request again."),
    Advice(410, "link_expired", "The link to a result has expired.", "Ask who gave it to you for another."),
    Advice(413, "body_too_large", "The body is over the limit.", "Send less; `details` has the limit."),
    Advice(415, "unsupported_media_type", "The body is not JSON, or is compressed.", "Send plain `application/json`."),
    Advice(422, "invalid_fields", "Fields are not valid.", "Mend each field that `details` names."),
    Advice(422, "invalid_request", "The request cannot be accepted.", "Mend what `message` names."),
    Advice(422, "forged_event", "Stripe did not sign this, or too long ago.", "Set the secret of the webhook."),
    Advice(429, "rate_limited", "Requests come too often.", "Wait for as long as `Retry-After` says."),
    Advice(429, "quota_exceeded", "The organization is at a limit.", "Wait until jobs have ended, then ask again."),
    Advice(500, "internal_error", "We have a fault.", "Tell us the request id; do not ask in a loop."),
    Advice(
        503, "unavailable", "A server of ours does not answer.", "After `Retry-After`, ask again with the same key."
    ),
    Advice(503, "database_unavailable", "The database does not answer.", "The same."),
    Advice(503, "queue_unavailable", "The queue of jobs does not answer.", "The same."),
    Advice(503, "artifact_store_unavailable", "The store of files does not answer.", "The same."),
    Advice(503, "progress_unavailable", "Progress events cannot be read.", "The same; the job's state can be read."),
    Advice(503, "billing_unavailable", "Stripe does not answer.", "The same."),
    Advice(503, "tool_servers_unavailable", "The tool servers' health cannot be read.", "The same."),
    Advice(503, "address_unavailable", "An address that a user gave does not answer.", "The same."),
    Advice(503, "sns_unavailable", "What tells of bounced mail cannot be checked.", "The same."),
    Advice(503, "mail_unavailable", "Mail cannot be sent.", "The same."),
    Advice(503, "not_ready", "The server is starting, or lacks something.", "The same."),
    Advice(503, "sign_in_unavailable", "The sign-in provider does not answer.", "Try again in a moment."),
)
"""By status. A test finds a code that is missing, and one that no error has."""

NAMES: Mapping[int, str] = {
    400: "Unreadable",
    401: "Unauthenticated",
    402: "PlanLimitReached",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    410: "Gone",
    413: "TooLarge",
    415: "UnsupportedMediaType",
    422: "Invalid",
    429: "TooMany",
    503: "Unavailable",
}
"""What the document calls each of its error responses."""


def advice_on(status: int) -> list[Advice]:
    """Return the codes that come with ``status``."""
    return [one for one in ADVICE if one.status == status]
