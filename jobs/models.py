"""The rows that both tiers share. Queries work only inside a transaction of `jobs.database.Database`.

Rights and row-level security are in `jobs/migrations`; a model here says only what code may read and write.
"""

from datetime import UTC, datetime
from typing import Any

from peewee import (
    SQL,
    BooleanField,
    CompositeKey,
    DateField,
    DateTimeField,
    Field,
    FloatField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)
from psycopg2.extras import Json

from jobs.database import active_database
from jobs.identifiers import new_id
from jobs.states import Mode, State


def now() -> datetime:
    """The current time, with its zone: all times in the database are UTC."""
    return datetime.now(UTC)


class TimestampField(DateTimeField):
    """A point in time; reads and writes datetimes that know their zone."""

    field_type = "TIMESTAMPTZ"


class JsonField(Field):
    """Anything that JSON can say."""

    field_type = "JSONB"

    def db_value(self, value: Any) -> Any:
        return None if value is None else Json(value)


class BigField(IntegerField):
    """A 64-bit number."""

    field_type = "BIGINT"


class _Row(Model):
    class Meta:
        database = active_database
        legacy_table_names = False


class Organization(_Row):
    """A tenant. `model` is a name of models.yaml, null for the platform's; `agent_limits` what it set below those.

    From `deletion_due_at` on a chore removes it; until then that can be taken back.
    """

    id = UUIDField(primary_key=True, default=new_id)
    name = TextField()
    unfinished_jobs_limit = IntegerField(default=10_000)
    model = TextField(null=True)
    agent_limits = JsonField(default=dict)
    tier = TextField(default="free")
    share_links = TextField(default="ending")
    deletion_requested_at = TimestampField(null=True)
    deletion_due_at = TimestampField(null=True)
    created_at = TimestampField(default=now)


class User(_Row):
    """A person, as the identity provider `issuer` knows them; may be a member of several organizations.

    Without issuer: from before issuers were kept, and not signed in since.
    """

    id = UUIDField(primary_key=True, default=new_id)
    issuer = TextField(null=True)
    subject = TextField()
    email = TextField()
    email_verified = BooleanField(default=False)
    name = TextField()
    created_at = TimestampField(default=now)

    class Meta:
        table_name = "user_account"


class FirstIssuer(_Row):
    """The one provider whose accounts those without issuer are."""

    sole = BooleanField(primary_key=True, default=True)
    issuer = TextField()


class Membership(_Row):
    """A user in an organization; `role` is one of `jobs.roles.Role`."""

    org_id = UUIDField()
    user_id = UUIDField()
    role = TextField()
    created_at = TimestampField(default=now)

    class Meta:
        primary_key = CompositeKey("org_id", "user_id")


class Invitation(_Row):
    """A place in an organization for who can read this address; `token_hash` is of the link that was mailed last."""

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    email = TextField()
    role = TextField()
    invited_by = UUIDField()
    token_hash = TextField(null=True)
    created_at = TimestampField(default=now)
    expires_at = TimestampField()
    sent_at = TimestampField(null=True)
    refused_at = TimestampField(null=True)
    accepted_at = TimestampField(null=True)
    accepted_by = UUIDField(null=True)
    revoked_at = TimestampField(null=True)


class LoginSession(_Row):
    """One sign-in of a browser; of its refresh tokens only SHA-256s are kept, of the current one and the one before."""

    id = UUIDField(primary_key=True, default=new_id)
    user_id = UUIDField()
    org_id = UUIDField()
    created_at = TimestampField(default=now)
    last_seen_at = TimestampField(default=now)
    ends_at = TimestampField()
    ended_at = TimestampField(null=True)
    ended_because = TextField(null=True)
    address = TextField(default="")
    agent = TextField(default="")
    refresh_hash = TextField()
    previous_hash = TextField(null=True)
    refreshed_at = TimestampField(default=now)


class ApiKey(_Row):
    """A program's key; only its SHA-256 is kept, `prefix` is what a person recognizes it by, `scope` a `Scope`."""

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    created_by = UUIDField()
    name = TextField()
    prefix = TextField()
    hash = TextField(unique=True)
    scope = TextField(default="submit")
    created_at = TimestampField(default=now)
    expires_at = TimestampField(null=True)
    last_used_at = TimestampField(null=True)
    revoked_at = TimestampField(null=True)


class Job(_Row):
    """One unit of work. The row is also its outbox: `dispatched_at` is null until the queue has its message.

    `usage` holds `jobs.usage.Usage` by the number of the attempt. An item of a batch has `batch_id`, the line where it
    stood, and the caller's `reference`; while its batch holds it back, it is queued and `available_at` infinity.
    `counted_at` is when it was counted against its plan, where that was not at its submission; `files_removed_at` when
    files of it were removed, because their time was over.
    """

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    created_by = UUIDField()
    mode = TextField(default=Mode.IMPLEMENT)
    request = TextField()
    options = JsonField(default=dict)
    state = TextField(default=State.QUEUED)
    stage = TextField(null=True)
    attempt = IntegerField(default=0)
    max_attempts = IntegerField(default=3)
    lease_until = TimestampField(null=True)
    worker = TextField(null=True)
    dispatched_at = TimestampField(null=True)
    available_at = TimestampField(default=now)
    created_at = TimestampField(default=now)
    started_at = TimestampField(null=True)
    finished_at = TimestampField(null=True)
    error = JsonField(null=True)
    result = JsonField(null=True)
    usage = JsonField(default=dict)
    notify = BooleanField(default=False)
    notified_at = TimestampField(null=True)
    batch_id = UUIDField(null=True)
    batch_line = IntegerField(null=True)
    reference = TextField(null=True)
    counted_at = TimestampField(null=True)
    files_removed_at = TimestampField(null=True)


class ShareLink(_Row):
    """A link by which anybody may read a job's result; of its secret only the SHA-256 is kept."""

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    job_id = UUIDField()
    created_by = UUIDField()
    title = TextField()
    secret_sha256 = TextField(unique=True)
    allows_download = BooleanField()
    created_at = TimestampField(default=now)
    expires_at = TimestampField(null=True)
    revoked_at = TimestampField(null=True)
    views = BigField(default=0)
    first_viewed_at = TimestampField(null=True)
    last_viewed_at = TimestampField(null=True)


class ShareAct(_Row):
    """What was done to a link, or to whether there may be any; without `user_id` it was who opened the link."""

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    act = TextField()
    share_link_id = UUIDField(null=True)
    job_id = UUIDField(null=True)
    user_id = UUIDField(null=True)
    facts = JsonField(default=dict)
    at = TimestampField(default=now)


class Notification(_Row):
    """An event that one person is told of by mail, once; `kind` is one of `jobs.notifications.Kind`."""

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    user_id = UUIDField()
    kind = TextField()
    event_key = TextField()
    about = UUIDField(null=True)
    facts = JsonField(default=dict)
    created_at = TimestampField(constraints=[SQL("DEFAULT now()")])
    available_at = TimestampField(constraints=[SQL("DEFAULT now()")])
    attempts = IntegerField(default=0)
    stamped_at = TimestampField(null=True)
    outcome = TextField(null=True)


class MailPreference(_Row):
    """Which mails a person wants; without a row, all."""

    user_id = UUIDField(primary_key=True)
    level = TextField(default="all")
    kinds_off = JsonField(default=list)
    updated_at = TimestampField(default=now)


class MailEvent(_Row):
    """A message of SNS's that was acted on."""

    message_id = TextField(primary_key=True)
    received_at = TimestampField(default=now)


class MailSuppression(_Row):
    """An address that mail came back from, or whose owner called it spam, by its digest."""

    address_digest = TextField(primary_key=True)
    reason = TextField()
    since = TimestampField(default=now)


class Artifact(_Row):
    """One stored file of the attempt that finished a job."""

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    job_id = UUIDField()
    attempt = IntegerField()
    name = TextField()
    key = TextField()
    size = BigField()
    sha256 = TextField()
    media_type = TextField()
    created_at = TimestampField(default=now)


class ToolCall(_Row):
    """One step of a tool call that a job's agent made: written before it and after it."""

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    job_id = UUIDField()
    user_id = UUIDField(null=True)
    attempt = IntegerField()
    name = TextField()
    server = TextField(null=True)
    phase = TextField()
    input = JsonField(null=True)
    status = TextField()
    error = TextField(null=True)
    seconds = FloatField(null=True)
    at = TimestampField(default=now)


class IdempotencyKey(_Row):
    """A submission that may be repeated: the same key with the same body answers with the same jobs."""

    org_id = UUIDField()
    key = TextField()
    fingerprint = TextField()
    job_ids = JsonField()
    conversation_id = UUIDField(null=True)
    batch_id = UUIDField(null=True)
    created_at = TimestampField(default=now)

    class Meta:
        primary_key = CompositeKey("org_id", "key")


class Batch(_Row):
    """Many jobs in one submission. A trigger keeps the counts, which sum up to `total`, and stamps `finished_at`.

    `round` is 1, and one more each time that failed items are retried: of a batch and a round there is one end.
    """

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    created_by = UUIDField()
    name = TextField(default="")
    acceptance = TextField()
    notify = BooleanField(default=False)
    total = IntegerField()
    refused = IntegerField(default=0)
    faults = JsonField(default=list)
    more_faults = IntegerField(default=0)
    waiting = IntegerField(default=0)
    queued = IntegerField(default=0)
    running = IntegerField(default=0)
    succeeded = IntegerField(default=0)
    failed = IntegerField(default=0)
    cancelled = IntegerField(default=0)
    round = IntegerField(default=1)
    created_at = TimestampField(default=now)
    started_at = TimestampField(null=True)
    finished_at = TimestampField(null=True)
    paused_at = TimestampField(null=True)
    cancelled_at = TimestampField(null=True)


class BatchZip(_Row):
    """All bundles of a batch's round in one file; `checkpoint` is `jobs.zip_upload.Checkpoint` until it is made."""

    org_id = UUIDField()
    batch_id = UUIDField()
    round = IntegerField()
    key = TextField()
    requested_at = TimestampField(default=now)
    lease_until = TimestampField(null=True)
    checkpoint = JsonField(null=True)
    size = BigField(null=True)
    files = IntegerField(null=True)
    made_at = TimestampField(null=True)

    class Meta:
        primary_key = CompositeKey("batch_id", "round")


class Conversation(_Row):
    """A talk about one workload; `sheet` is `jobs.sheets.Sheet`, and `summary` holds what `summarised_to` covers."""

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    created_by = UUIDField()
    title = TextField(default="")
    summary = TextField(default="")
    summarised_to = IntegerField(default=0)
    sheet = JsonField(default=dict)
    created_at = TimestampField(default=now)
    updated_at = TimestampField(default=now)
    deleted_at = TimestampField(null=True)


class Utterance(_Row):
    """What was said at once: a user's `seq` is odd, its answer's the even one after it; both name the job."""

    id = UUIDField(primary_key=True, default=new_id)
    org_id = UUIDField()
    conversation_id = UUIDField()
    seq = IntegerField()
    role = TextField()
    text = TextField()
    citations = JsonField(default=list)
    choices = JsonField(default=list)
    state = TextField(default="complete")
    job_id = UUIDField(null=True)
    created_at = TimestampField(default=now)


class UsageDay(_Row):
    """What an organization's jobs came to on one day (UTC) on which they ended."""

    org_id = UUIDField()
    day = DateField()
    succeeded = IntegerField(default=0)
    failed = IntegerField(default=0)
    cancelled = IntegerField(default=0)
    running_seconds = FloatField(default=0.0)
    agent_input_tokens = BigField(default=0)
    agent_output_tokens = BigField(default=0)
    agent_usd = FloatField(default=0.0)

    class Meta:
        primary_key = CompositeKey("org_id", "day")


class UsageMonth(_Row):
    """How many jobs of a mode an organization has submitted in a month (UTC), without those that were given back."""

    org_id = UUIDField()
    month = DateField()
    mode = TextField()
    used = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("org_id", "month", "mode")


class BillingAccount(_Row):
    """Who pays for an organization at Stripe, and what Stripe said last; `jobs/billing/` says what the fields mean.

    `read_at` is when that was asked for, by the database's clock, so that no older answer goes over a newer.
    """

    org_id = UUIDField(primary_key=True)
    customer_id = TextField(unique=True)
    created_at = TimestampField(default=now)
    checkouts = IntegerField(default=0)
    checkout_id = TextField(null=True)
    checkout_tier = TextField(null=True)
    checkout_at = TimestampField(null=True)
    subscription_id = TextField(null=True)
    status = TextField(null=True)
    tier = TextField(null=True)
    renews_at = TimestampField(null=True)
    ends_at = TimestampField(null=True)
    grace_until = TimestampField(null=True)
    granted = TextField(null=True)
    kept_tier = TextField(null=True)
    kept_until = TimestampField(null=True)
    read_at = TimestampField(null=True)


class BillingEvent(_Row):
    """An event of Stripe's that was acted on, by its id there."""

    org_id = UUIDField()
    id = TextField()
    type = TextField()
    received_at = TimestampField(default=now)

    class Meta:
        primary_key = CompositeKey("org_id", "id")


class OrganizationExport(_Row):
    """All data of an organization as a zip: `queued`, `running` with a lease, then `ready` for a while, or `failed`.

    The database sets what a request does not name, which is all that a request may not.
    """

    id = UUIDField(primary_key=True)
    org_id = UUIDField()
    requested_by = UUIDField()
    created_at = TimestampField(constraints=[SQL("DEFAULT now()")])
    state = TextField(constraints=[SQL("DEFAULT 'queued'")])
    attempt = IntegerField(constraints=[SQL("DEFAULT 0")])
    lease_until = TimestampField(null=True)
    started_at = TimestampField(null=True)
    finished_at = TimestampField(null=True)
    expires_at = TimestampField(null=True)
    rows_done = BigField(constraints=[SQL("DEFAULT 0")])
    files_done = BigField(constraints=[SQL("DEFAULT 0")])
    bytes_done = BigField(constraints=[SQL("DEFAULT 0")])
    bytes_expected = BigField(constraints=[SQL("DEFAULT 0")])
    key = TextField(null=True)
    size = BigField(null=True)
    sha256 = TextField(null=True)


class Webhook(_Row):
    """Where an organization is told of events; `events` are names of `jobs.webhooks.events.Event`.

    A disabled one has a reason: `person`, `gone` (it answered 410) or `failing` (for days).
    """

    id = UUIDField(primary_key=True)
    org_id = UUIDField()
    created_by = UUIDField()
    url = TextField()
    description = TextField(default="")
    events = JsonField()
    created_at = TimestampField(constraints=[SQL("DEFAULT now()")])
    disabled_at = TimestampField(null=True)
    disabled_reason = TextField(null=True)
    failing_since = TimestampField(null=True)
    last_failed_at = TimestampField(null=True)


class WebhookSecret(_Row):
    """What a webhook's messages are signed with. The application's role may write `secret`, and not read it."""

    id = UUIDField(primary_key=True)
    org_id = UUIDField()
    webhook_id = UUIDField()
    secret = TextField()
    created_at = TimestampField(constraints=[SQL("DEFAULT clock_timestamp()")])
    ends_at = TimestampField(null=True)


class WebhookDelivery(_Row):
    """One event for one webhook: `pending`, then `delivered` or `failed`; triggers write most of them.

    `attempts` counts those of this round, which a redelivery begins anew; `claims` all, and fences what is written;
    `tries` tells of the last ones.
    """

    id = UUIDField(primary_key=True)
    org_id = UUIDField()
    webhook_id = UUIDField()
    event = TextField()
    data = JsonField()
    created_at = TimestampField(constraints=[SQL("DEFAULT clock_timestamp()")])
    state = TextField(constraints=[SQL("DEFAULT 'pending'")])
    attempts = IntegerField(constraints=[SQL("DEFAULT 0")])
    claims = IntegerField(constraints=[SQL("DEFAULT 0")])
    available_at = TimestampField(constraints=[SQL("DEFAULT now()")])
    lease_until = TimestampField(null=True)
    ended_at = TimestampField(null=True)
    tries = JsonField(constraints=[SQL("DEFAULT '[]'")])
