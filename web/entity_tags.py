"""Entity tags: who asks again and again is told in a few bytes that nothing has changed.

Weak ones, since `meta` differs with every answer and `data` alone is compared. A tag is of the person and the
organization too, so that one that was kept from another sign-in never matches, not even where both lists are empty.
"""

from hashlib import blake2b

from flask import Response, request

from web.identity import identity_or_none

POLLED = frozenset(
    {
        "artifacts.list_artifacts",
        "batches.list_batches",
        "batches.show_batch",
        "billing.show_billing",
        "conversations.list_conversations",
        "conversations.list_utterances",
        "conversations.show_conversation",
        "events.list_events",
        "exports.list_exports",
        "invitations.list_invitations",
        "jobs.list_jobs",
        "jobs.show_job",
        "members.list_members",
        "organization.show_organization",
        "revisions.list_versions",
        "share_links.list_links_of_job",
        "share_links.list_share_links",
        "tool_servers.list_tool_servers",
        "usage.show_usage",
        "webhooks.list_deliveries",
        "webhooks.list_webhooks",
    }
)
"""Endpoints of what is asked for again and again. A browser may keep these answers, and asks before it shows one."""

_BYTES = 16


def is_tagged() -> bool:
    """Does a good answer to the current request have a tag?"""
    return request.endpoint in POLLED and request.method in {"GET", "HEAD"}


def tag_of(content: bytes) -> str:
    """Return what tells ``content``, as who asks may see it, from any other."""
    identity = identity_or_none()
    who = identity.org_id.bytes + identity.user_id.bytes if identity else b""
    return blake2b(content, digest_size=_BYTES, key=who).hexdigest()


def is_known(tag: str) -> bool:
    """Has the client what ``tag`` stands for? RFC 9110 compares weakly here."""
    return request.if_none_match.contains_weak(tag)


def not_modified() -> Response:
    """Return the answer to who has it already."""
    return Response(status=304)


def mark(response: Response, tag: str) -> Response:
    """Put the tag on the answer, and let nobody but this browser keep it, and ask each time."""
    response.set_etag(tag, weak=True)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    response.vary.update(["Cookie", "Authorization"])
    return response
