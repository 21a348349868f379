"""What the views work with, made once per process."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from jobs.agent_limits import Limits
from jobs.artifacts import Artifacts
from jobs.billing.billing import Billing
from jobs.database import Database
from jobs.language_models import ROOT, ModelConfig, load_models
from jobs.mail.sns import SnsVerifier
from jobs.mail.sns_certificates import fetch
from jobs.metrics.totals import SharedTotals
from jobs.progress import Progress
from jobs.queue import Queue
from jobs.rate_limits import RateLimits
from jobs.settings import Settings
from jobs.tiers import Tiers, tiers
from jobs.tool_servers import ToolServerRecords
from web.price_tags import PriceTags

_EXTENSION = "groundplan"
STAFF_CONNECTIONS = 4
"""Staff are few, and what they ask for must leave the connections to the others."""


@dataclass(frozen=True)
class Services:
    """Settings and the adapters to what is outside."""

    settings: Settings
    database: Database
    queue: Queue
    artifacts: Artifacts
    progress: Progress
    tool_servers: ToolServerRecords
    models: tuple[ModelConfig, ...] = ()
    """Those that may be chosen, without their keys."""
    rate_limits: RateLimits = field(default_factory=RateLimits)
    tiers: Tiers = field(default_factory=tiers)
    """What each includes; read at the start, so that a file that cannot be accepted stops it."""
    agent_limits: Limits = field(default_factory=Limits)
    """The platform's."""
    billing: Billing | None = None
    """None where it is off."""
    price_tags: PriceTags | None = None
    staff_database: Database | None = None
    """As the staff role; None where nobody administers."""
    sns: SnsVerifier | None = None
    """None where nobody tells of bounces."""
    figures: SharedTotals | None = None
    """What all processes counted."""
    began_at: float = field(default_factory=time.monotonic)
    """When this process did."""


def connect(settings: Settings, environ: Mapping[str, str] | None = None) -> Services:
    """Return services as ``settings`` says. Nothing is opened before it is used.

    Raises ModelsMisconfigured, TiersMisconfigured and MissingSettings.
    """
    billing = Billing.from_settings(settings)
    return Services(
        settings=settings,
        database=Database(settings.database_url, max_connections=settings.database_connections),
        queue=Queue.from_settings(settings, polls=False),
        artifacts=Artifacts.from_settings(settings),
        progress=Progress(settings.redis_url),
        tool_servers=ToolServerRecords(settings.redis_url),
        models=load_models(ROOT / settings.models_file),
        rate_limits=RateLimits(settings.redis_url),
        tiers=tiers(),
        agent_limits=Limits.from_environment(os.environ if environ is None else environ),
        billing=billing,
        price_tags=PriceTags(billing) if billing else None,
        staff_database=_staff_database(settings),
        figures=SharedTotals(settings.redis_url),
        sns=SnsVerifier(settings.ses_events_topic_arn, fetch) if settings.ses_events_topic_arn else None,
    )


def _staff_database(settings: Settings) -> Database | None:
    url = settings.staff_database_url
    return Database(url, max_connections=STAFF_CONNECTIONS) if url else None


def provide(app: Flask, parts: Services) -> None:
    """Let the views of ``app`` work with ``parts``."""
    app.extensions[_EXTENSION] = parts


def services() -> Services:
    """Return the current application's services."""
    return cast("Services", current_app.extensions[_EXTENSION])
