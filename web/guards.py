"""Who may use which route: one line for each. A route that has none here is closed to everyone, and fails a test."""

from collections.abc import Mapping
from enum import StrEnum

from jobs.roles import Role, Scope
from web.identity import Identity, Via
from web.problems import Forbidden, OrganizationSuspended


class Guard(StrEnum):
    """What a route wants of who asks. An API key may never do more than the role of its maker."""

    PUBLIC = "public"
    """Nothing; or the view itself decides."""
    PERSON = "person"
    """A signed-in person, of any role: what concerns their own sign-in is no business of an API key."""
    READ = "read"
    """A member of the organization, of any role, or any API key."""
    SUBMIT = "submit"
    """A member who is no viewer, or an API key with scope submit."""
    KEYS = "keys"
    """A member who is no viewer; of API keys only one with scope admin, or a key could make itself a better one."""
    ADMIN = "admin"
    """An owner or an admin, or an API key of theirs with scope admin."""
    OWNER = "owner"
    """A signed-in owner: what an organization may be lost by is no business of an API key."""
    STAFF = "staff"
    """A signed-in person of the operator's staff, asked of the database, whatever their role."""


GUARDS: Mapping[str, Guard] = {
    "admin_acts.list_acts": Guard.STAFF,
    "admin_chores.list_chores": Guard.STAFF,
    "admin_http.list_http_rates": Guard.STAFF,
    "admin_dead_letters.list_dead_jobs": Guard.STAFF,
    "admin_dead_letters.list_dead_messages": Guard.STAFF,
    "admin_dead_letters.redrive_dead_letters": Guard.STAFF,
    "admin_organizations.change_tier": Guard.STAFF,
    "admin_organizations.find_organizations": Guard.STAFF,
    "admin_organizations.inspect_organization": Guard.STAFF,
    "admin_organizations.suspend_organization": Guard.STAFF,
    "admin_organizations.unsuspend_organization": Guard.STAFF,
    "admin_queue.list_job_rates": Guard.STAFF,
    "admin_queue.list_mcp_servers": Guard.STAFF,
    "admin_queue.list_workers": Guard.STAFF,
    "admin_queue.show_queue": Guard.STAFF,
    "admin_usage.list_calls_of_all": Guard.STAFF,
    "admin_usage.list_usage": Guard.STAFF,
    "admin_users.find_users": Guard.STAFF,
    "admin_users.show_user": Guard.STAFF,
    "admin_users.suspend_user": Guard.STAFF,
    "admin_users.unsuspend_user": Guard.STAFF,
    "api_keys.create_api_key": Guard.KEYS,
    "api_keys.list_api_keys": Guard.READ,
    "api_keys.revoke_api_key": Guard.SUBMIT,
    "artifacts.download_artifact": Guard.READ,
    "artifacts.list_artifacts": Guard.READ,
    "audit.export_audit": Guard.ADMIN,
    "audit.list_audit": Guard.ADMIN,
    "audit.list_people": Guard.ADMIN,
    "auth.callback": Guard.PUBLIC,
    "auth.login": Guard.PUBLIC,
    "auth.logout": Guard.PUBLIC,
    "auth.refresh": Guard.PUBLIC,
    "billing.begin_checkout": Guard.OWNER,
    "billing.open_portal": Guard.OWNER,
    "billing.show_billing": Guard.PERSON,
    "batches.cancel_batch": Guard.SUBMIT,
    "batches.create_batch": Guard.SUBMIT,
    "batches.download_batch_zip": Guard.READ,
    "batches.list_batch_items": Guard.READ,
    "batches.list_batches": Guard.READ,
    "batches.make_batch_zip": Guard.SUBMIT,
    "batches.pause_batch": Guard.SUBMIT,
    "batches.read_batch_results": Guard.READ,
    "batches.resume_batch": Guard.SUBMIT,
    "batches.retry_batch": Guard.SUBMIT,
    "batches.show_batch": Guard.READ,
    "client_errors.report": Guard.READ,
    "conversations.analyze_conversation": Guard.SUBMIT,
    "conversations.begin_conversation": Guard.SUBMIT,
    "conversations.branch_conversation": Guard.SUBMIT,
    "conversations.change_conversation": Guard.SUBMIT,
    "conversations.delete_conversation": Guard.SUBMIT,
    "conversations.implement_conversation": Guard.SUBMIT,
    "conversations.list_conversations": Guard.READ,
    "conversations.list_utterances": Guard.READ,
    "conversations.restore_conversation": Guard.SUBMIT,
    "conversations.say": Guard.SUBMIT,
    "conversations.show_conversation": Guard.READ,
    "conversations.undo_sheet": Guard.SUBMIT,
    "deletion.cancel_deletion": Guard.OWNER,
    "deletion.request_deletion": Guard.OWNER,
    "documentation.docs": Guard.PUBLIC,
    "documentation.docs_file": Guard.PUBLIC,
    "documentation.openapi_document": Guard.PUBLIC,
    "events.list_events": Guard.READ,
    "exports.begin_export": Guard.OWNER,
    "exports.download_export": Guard.OWNER,
    "exports.list_exports": Guard.OWNER,
    "frontend.asset": Guard.PUBLIC,
    "frontend.index": Guard.PUBLIC,
    "frontend.shared": Guard.PUBLIC,
    "health.healthz": Guard.PUBLIC,
    "health.live": Guard.PUBLIC,
    "health.ready": Guard.PUBLIC,
    "health.readyz": Guard.PUBLIC,
    "invitations.accept_invitation": Guard.PERSON,
    "invitations.create_invitation": Guard.ADMIN,
    "invitations.list_invitations": Guard.ADMIN,
    "invitations.look_at_invitation": Guard.PERSON,
    "invitations.resend_invitation": Guard.ADMIN,
    "invitations.revoke_invitation": Guard.ADMIN,
    "jobs.cancel_job": Guard.SUBMIT,
    "jobs.list_jobs": Guard.READ,
    "jobs.show_job": Guard.READ,
    "jobs.submit_job": Guard.SUBMIT,
    "live": Guard.READ,
    "mcp.forward": Guard.PUBLIC,
    "members.change_member": Guard.ADMIN,
    "members.leave_organization": Guard.PERSON,
    "members.list_members": Guard.READ,
    "members.remove_member": Guard.ADMIN,
    "members.transfer_organization": Guard.OWNER,
    "metrics.show": Guard.PUBLIC,
    "notifications.change_notifications": Guard.PERSON,
    "notifications.show_notifications": Guard.PERSON,
    "notifications.try_address_again": Guard.PERSON,
    "organization.change_organization": Guard.ADMIN,
    "organization.show_organization": Guard.READ,
    "organizations.create_organization": Guard.PERSON,
    "organizations.list_organizations": Guard.PERSON,
    "plans.list_plans": Guard.PUBLIC,
    "revisions.list_versions": Guard.READ,
    "revisions.revise_job": Guard.SUBMIT,
    "ses_webhooks.take_message": Guard.PUBLIC,
    "session.show_session": Guard.READ,
    "session.switch_organization": Guard.PERSON,
    "sessions.end_all_sessions": Guard.PERSON,
    "sessions.end_session": Guard.PERSON,
    "sessions.list_sessions": Guard.PERSON,
    "share_links.change_share_link": Guard.SUBMIT,
    "share_links.create_share_link": Guard.SUBMIT,
    "share_links.list_links_of_job": Guard.READ,
    "share_links.list_share_acts": Guard.ADMIN,
    "share_links.list_share_links": Guard.READ,
    "share_links.restore_share_link": Guard.SUBMIT,
    "share_links.revoke_share_link": Guard.SUBMIT,
    "shared_results.list_shared_files": Guard.PUBLIC,
    "shared_results.read_shared_file": Guard.PUBLIC,
    "shared_results.show_shared_result": Guard.PUBLIC,
    "stripe_webhooks.take_event": Guard.PUBLIC,
    "support_acts.list_support_acts": Guard.OWNER,
    "tool_calls.list_tool_calls": Guard.READ,
    "tool_servers.list_tool_servers": Guard.ADMIN,
    "trials.verify_job": Guard.SUBMIT,
    "unsubscribe.ask": Guard.PUBLIC,
    "unsubscribe.end_mails": Guard.PUBLIC,
    "usage.show_usage": Guard.READ,
    "webhooks.change_webhook": Guard.ADMIN,
    "webhooks.create_webhook": Guard.ADMIN,
    "webhooks.list_deliveries": Guard.ADMIN,
    "webhooks.list_webhooks": Guard.ADMIN,
    "webhooks.redeliver": Guard.ADMIN,
    "webhooks.remove_webhook": Guard.ADMIN,
    "webhooks.rotate_webhook_secret": Guard.ADMIN,
    "webhooks.send_webhook_test": Guard.ADMIN,
    "webhooks.show_delivery": Guard.ADMIN,
    "webhooks.show_webhook": Guard.ADMIN,
}
"""By endpoint: the blueprint's name and the view's."""

OPEN_WHILE_SUSPENDED = frozenset(
    {
        "organizations.list_organizations",
        "session.show_session",
        "session.switch_organization",
        "sessions.end_all_sessions",
        "sessions.end_session",
        "sessions.list_sessions",
        "support_acts.list_support_acts",
    }
)
"""What a person needs to go on in another organization, to sign out, and to see why."""

_SCOPES = {Guard.READ: Scope.READ, Guard.SUBMIT: Scope.SUBMIT, Guard.KEYS: Scope.ADMIN, Guard.ADMIN: Scope.ADMIN}


def is_public(endpoint: str) -> bool:
    """May anybody use it?"""
    return GUARDS.get(endpoint) is Guard.PUBLIC


def refuse_without_right(identity: Identity, endpoint: str) -> None:
    """Raise Forbidden, with the reason, unless who asks may use the route."""
    guard = GUARDS.get(endpoint)
    if guard is None:
        raise Forbidden(f"Nobody may use this: {endpoint} has no line in web/guards.py.")
    if identity.is_suspended and guard is not Guard.STAFF and endpoint not in OPEN_WHILE_SUSPENDED:
        raise OrganizationSuspended
    refuse_role(identity.role, guard)
    if identity.via is Via.API_KEY:
        refuse_scope(identity.scope, guard)


def refuse_role(role: Role, guard: Guard) -> None:
    """Raise Forbidden unless the role is enough."""
    if guard in {Guard.SUBMIT, Guard.KEYS} and not role.may_write:
        raise Forbidden(f"Your role in this organization is {role}: you may read, not change.")
    if guard is Guard.ADMIN and not role.may_administer:
        raise Forbidden(f"Your role in this organization is {role}: this is for owners and admins.")
    if guard is Guard.OWNER and role is not Role.OWNER:
        raise Forbidden(f"Your role in this organization is {role}: this is for owners.")


def refuse_scope(scope: Scope, guard: Guard) -> None:
    """Raise Forbidden unless an API key with this scope is enough."""
    wanted = _SCOPES.get(guard)
    if wanted is None:
        raise Forbidden("This is for signed-in people, not for API keys.")
    if not scope.includes(wanted):
        raise Forbidden(f"This API key has the scope {scope}; this wants the scope {wanted}.")
