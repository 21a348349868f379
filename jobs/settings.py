"""Everything that differs between environments, read once at the entry point."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from jobs.errors import MissingSettings
from jobs.mail.smtp_server import read_server
from jobs.mail.topic import TOPIC_ARN

KEY_CHARACTERS = 32
"""Of what signs: fewer could be found by trying, with one signed cookie at hand."""


class Part(StrEnum):
    """The process that asks: each needs, and should be given, only its own secrets."""

    WEB = "web"
    WORKER = "worker"
    CHORES = "chores"
    MIGRATE = "migrate"
    PROVISION = "provision"
    STAFF = "staff"


class Settings(BaseModel):
    """Field names are the environment variables in lower case. Secrets stay out of `repr`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    groundplan_profile: Literal["development", "production"] = Field(
        default="production", description="development has defaults for what is missing, production has none"
    )
    database_url: str = Field(default="", repr=False, description="Postgres, as the application role")
    chores_database_url: str = Field(default="", repr=False, description="Postgres, as the chores role")
    staff_database_url: str = Field(
        default="", repr=False, description="Postgres, as the staff role; without it nobody administers"
    )
    migrations_database_url: str = Field(default="", repr=False, description="Postgres, as the tables' owner")
    database_connections: int = Field(default=20, ge=1, description="largest number of connections a process holds")
    redis_url: str = Field(
        default="", repr=False, description="progress, chores, kept answers of tools; redis:// or rediss://"
    )
    aws_endpoint_url: str | None = Field(default=None, description="only where AWS is emulated")
    aws_region: str = Field(default="", description="where Groundplan itself runs, not what it designs for")
    aws_access_key_id: str | None = Field(default=None, description="read only with AWS_ENDPOINT_URL")
    aws_secret_access_key: str | None = Field(default=None, repr=False, description="read only with AWS_ENDPOINT_URL")
    jobs_queue_name: str = Field(default="", description="the SQS queue of jobs")
    jobs_dead_letter_queue_name: str = Field(default="", description="the SQS queue of messages nobody could handle")
    artifacts_bucket: str = Field(default="", description="the S3 bucket of bundles")
    secret_key: str = Field(default="", repr=False, description="signs cookies of sign-ins under way")
    token_keys: str = Field(
        default="", repr=False, description="sign access tokens, the newest first; by default one made of SECRET_KEY"
    )
    web_url: str = Field(default="", description="where browsers reach the web tier, without a slash at the end")
    live_url: str = Field(default="", description="where browsers reach the live tier, ws:// or wss://")
    mcp_url: str = Field(
        default="", description="where the web process reaches the MCP process; empty: /mcp is not handed on"
    )
    oidc_issuer: str = Field(default="", description="the identity provider's issuer URL")
    oidc_client_id: str = Field(default="", description="who we are to the identity provider")
    oidc_client_secret: str = Field(default="", repr=False, description="proves it")
    mail_sender: str = Field(default="", description="the address that mail comes from, verified with SES")
    mail_url: str = Field(
        default="", repr=False, description="an SMTP server in place of SES: smtp[s]://user:password@host:port"
    )
    ses_configuration_set: str = Field(default="", description="SES's configuration set for our mails, if any")
    ses_events_topic_arn: str = Field(
        default="", description="the SNS topic of bounces and complaints; empty: /webhooks/ses is closed"
    )
    lease_seconds: float = Field(default=30, gt=0, description="without a heartbeat, a job is taken over")
    heartbeat_seconds: float = Field(default=5, gt=0, description="how often a worker extends lease and visibility")
    max_attempts: int = Field(default=5, ge=1, le=100, description="how often a new job may be tried")
    worker_concurrency: int = Field(default=2, ge=1, description="jobs at once in a worker process")
    worker_warm_up: bool = Field(default=True, description="a worker loads at its start what its first jobs will need")
    job_deadline_seconds: float = Field(default=300, gt=0, description="a job that runs longer is stopped")
    verify_deadline_seconds: float = Field(default=900, gt=0, description="the same for verify jobs, which deploy")
    model_provider: str = Field(default="offline", description="the model of organizations that chose none")
    models_file: str = Field(default="models.yaml", description="which models an organization may choose from")
    mcp_servers_file: str = Field(default="mcp_servers.yaml", description="which MCP servers the agents may ask")
    mcp_timeout_seconds: float = Field(default=15, gt=0, description="for the start of an MCP server, and each call")
    batch_in_flight: int = Field(
        default=0, ge=0, description="items of an organization's batches queued or running; 0: what workers take"
    )
    chores_interval_seconds: float = Field(default=2, gt=0, description="between relay runs; rounded to 1 s or more")
    queued_too_long_seconds: float = Field(default=60, gt=0, description="then a lost message is suspected")
    rate_limit_per_address: int = Field(default=1200, ge=1, description="requests a minute from one address")
    rate_limit_per_caller: int = Field(default=600, ge=1, description="requests a minute of one user, or with one key")
    rate_limit_sign_in: int = Field(default=30, ge=1, description="steps of signing in a minute from one address")
    trusted_proxies: int = Field(
        default=0, ge=0, le=10, description="proxies before the web tier that append to X-Forwarded-For"
    )
    new_organization_tier: Literal["free", "pro", "enterprise"] = Field(
        default="free", description="what a new organization may use, of jobs/tiers.yaml: free, pro or enterprise"
    )
    stripe_secret_key: str = Field(default="", repr=False, description="Stripe's secret key; empty: billing is off")
    stripe_webhook_secret: str = Field(
        default="", repr=False, description="proves that events are Stripe's; several while one is changed"
    )
    stripe_price_pro: str = Field(default="", description="ids of prices of tier pro, the one that is sold first")
    stripe_price_enterprise: str = Field(default="", description="the same of tier enterprise")
    stripe_api_base: str = Field(default="", description="only for a stand-in of Stripe's API on this machine")
    billing_grace_days: int = Field(
        default=14, ge=0, le=90, description="how long a tier is kept where a payment failed"
    )
    webhooks_allow_local: bool = Field(
        default=False, description="webhooks may go to http://127.0.0.1:<port>; only with the profile development"
    )
    artifact_retention_days: int = Field(
        default=365, ge=1, description="then artifacts are removed, or earlier where the tier says so"
    )
    metrics: Literal["off", "prometheus", "emf"] = Field(
        default="prometheus", description="where figures go: /metrics, or CloudWatch by lines of the log (emf), or off"
    )
    metrics_token: str = Field(
        default="",
        repr=False,
        description="opens /metrics; without it that is closed, but to this machine in development",
    )
    metrics_detail: Literal["essential", "all", "by_label"] = Field(
        default="essential", description="with emf, what becomes a metric of CloudWatch: essential, all or by_label"
    )
    otel_exporter_otlp_endpoint: str = Field(
        default="", description="where traces go, by OTLP over http; empty: none are made"
    )
    otel_exporter_otlp_headers: str = Field(
        default="", repr=False, description="headers for that, name=value, separated by commas"
    )
    sentry_dsn: str = Field(default="", repr=False, description="where errors are reported, at Sentry; empty: nowhere")
    groundplan_release: str = Field(default="", description="which version runs, for traces and error reports")
    groundplan_environment: str = Field(default="", description="the same: dev, staging, production")
    frontend_dist: str = Field(default="frontend/dist", description="the built frontend")
    port: int = Field(default=8080, ge=0, le=65535, description="where this process listens")

    @field_validator("token_keys")
    @classmethod
    def _has_long_keys(cls, value: str) -> str:
        if any(len(key) < KEY_CHARACTERS for key in value.split()):
            raise ValueError(f"keys are separated by spaces, and each has {KEY_CHARACTERS} characters or more")
        return value

    @field_validator("metrics_token")
    @classmethod
    def _is_a_long_token(cls, value: str) -> str:
        if value and len(value) < KEY_CHARACTERS:
            raise ValueError(f"could be guessed; it has {KEY_CHARACTERS} characters or more")
        return value

    @field_validator("otel_exporter_otlp_endpoint")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and not re.match(r"https?://[^/\s]", value):
            raise ValueError("begins with http:// or https://, such as http://127.0.0.1:4318")
        return value

    @field_validator("stripe_api_base")
    @classmethod
    def _is_on_this_machine(cls, value: str) -> str:
        if value and not re.fullmatch(r"http://(127\.0\.0\.1|localhost):\d{1,5}", value):
            raise ValueError("Stripe's key goes to Stripe, or to http://127.0.0.1:<port>, without a path")
        return value

    @field_validator("mail_url")
    @classmethod
    def _names_a_mail_server(cls, value: str) -> str:
        if value:
            read_server(value)
        return value

    @field_validator("ses_events_topic_arn")
    @classmethod
    def _names_a_topic(cls, value: str) -> str:
        if value and not TOPIC_ARN.fullmatch(value):
            raise ValueError("is no ARN of an SNS topic: arn:aws:sns:<region>:<account>:<name>")
        return value

    @property
    def is_development(self) -> bool:
        return self.groundplan_profile == "development"


_EVERYONE = frozenset(Part)
_JOBS = frozenset({Part.WEB, Part.WORKER, Part.CHORES})
_NEEDED: dict[str, frozenset[Part]] = {
    "groundplan_profile": _EVERYONE,
    "database_url": frozenset({Part.WEB, Part.WORKER, Part.MIGRATE}),
    "chores_database_url": frozenset({Part.CHORES, Part.MIGRATE}),
    "migrations_database_url": frozenset({Part.MIGRATE, Part.STAFF}),
    "redis_url": _JOBS,
    "aws_region": _JOBS | {Part.PROVISION},
    "jobs_queue_name": _JOBS | {Part.PROVISION},
    "jobs_dead_letter_queue_name": _JOBS | {Part.PROVISION},
    "artifacts_bucket": _JOBS | {Part.PROVISION},
    "secret_key": frozenset({Part.WEB}),
    "web_url": frozenset({Part.WEB, Part.CHORES}),
    "live_url": frozenset({Part.WEB}),
    "oidc_issuer": frozenset({Part.WEB}),
    "oidc_client_id": frozenset({Part.WEB}),
    "oidc_client_secret": frozenset({Part.WEB}),
    "mail_sender": frozenset({Part.CHORES, Part.PROVISION}),
}
_DEVELOPMENT_DEFAULTS = {
    "aws_region": "eu-central-1",
    "aws_access_key_id": "test",
    "aws_secret_access_key": "test",
    "jobs_queue_name": "groundplan-jobs",
    "jobs_dead_letter_queue_name": "groundplan-jobs-dead",
    "artifacts_bucket": "groundplan-artifacts",
    "secret_key": "for development only, signs nothing of value",
    "web_url": "http://127.0.0.1:8080",
    "live_url": "ws://127.0.0.1:8081",
    "mcp_url": "http://127.0.0.1:8082",
    "oidc_issuer": "http://127.0.0.1:8090",
    "oidc_client_id": "groundplan",
    "oidc_client_secret": "for development only",
    "mail_sender": "groundplan@example.com",
    "new_organization_tier": "enterprise",
    "rate_limit_per_address": "1000000",
    "rate_limit_per_caller": "1000000",
    "rate_limit_sign_in": "1000000",
}


def load_settings(environ: Mapping[str, str], part: Part = Part.WEB) -> Settings:
    """Read what `part` needs; an empty variable counts as one that is not set.

    Raises MissingSettings once, naming everything that is missing or cannot be read.
    """
    values = {name: environ[name.upper()] for name in Settings.model_fields if environ.get(name.upper())}
    if values.get("groundplan_profile") == "development":
        values = _DEVELOPMENT_DEFAULTS | values
    missing = [name.upper() for name, parts in _NEEDED.items() if part in parts and name not in values]
    faults = [f"{name} is not set" for name in missing]
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        faults += [f"{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors()]
        raise MissingSettings(_sentence(faults)) from error
    if settings.secret_key and not settings.is_development and len(settings.secret_key) < KEY_CHARACTERS:
        faults.append(f"SECRET_KEY: could be guessed; it has {KEY_CHARACTERS} characters or more")
    faults += _billing_faults(settings, part)
    if settings.webhooks_allow_local and not settings.is_development:
        faults.append("WEBHOOKS_ALLOW_LOCAL: is for the profile development alone; users could reach our own network")
    if not settings.is_development:
        faults += [f"{name.upper()}: begins with {scheme}" for name, scheme in _unencrypted(settings)]
    if faults:
        raise MissingSettings(_sentence(faults))
    return settings


def _unencrypted(settings: Settings) -> list[tuple[str, str]]:
    """The addresses that browsers reach in the clear, with how each should begin."""
    wanted = {"web_url": "https://", "live_url": "wss://", "oidc_issuer": "https://"}
    given = {name: getattr(settings, name) for name in wanted}
    return [(name, wanted[name]) for name, url in given.items() if url and not url.startswith(wanted[name])]


def _billing_faults(settings: Settings, part: Part) -> list[str]:
    """Half of billing is worse than none: what is paid would not arrive, or would count as nothing."""
    if not settings.stripe_secret_key or part not in {Part.WEB, Part.CHORES}:
        return []
    faults = []
    if part is Part.WEB and not settings.stripe_webhook_secret:
        faults.append("STRIPE_WEBHOOK_SECRET: STRIPE_SECRET_KEY wants it, or no payment would arrive")
    prices = settings.stripe_price_pro.split() + settings.stripe_price_enterprise.split()
    if not prices:
        faults.append("STRIPE_PRICE_PRO, STRIPE_PRICE_ENTERPRISE: STRIPE_SECRET_KEY wants one of them at least")
    if len(set(prices)) != len(prices):
        faults.append("STRIPE_PRICE_PRO, STRIPE_PRICE_ENTERPRISE: a price is of one tier")
    return faults


def _sentence(faults: list[str]) -> str:
    return "Settings cannot be read from the environment: " + "; ".join(faults) + "."
