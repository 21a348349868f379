"""How much of its plan the organization has used."""

from collections.abc import Iterator

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.quotas import Used, used_by
from jobs.states import Mode
from web.envelope import answer
from web.identity import current_identity
from web.responses import LISTING, SECURITY
from web.schemas.envelope import Answer
from web.schemas.usage import Plan, Usage, UsedOfLimit
from web.services import services

usage = APIBlueprint(
    "usage", __name__, url_prefix="/api/v1/usage", abp_tags=[Tag(name="organization")], abp_security=SECURITY
)


@usage.get("", responses={200: Answer[Usage], **LISTING})
def show_usage() -> Response:
    """Show each limit of the organization's plan: how much is used, of how much, and when it begins anew."""
    parts = services()
    used = used_by(parts.database, current_identity().org_id)
    tier = used.allowance.tier
    plan = Plan(
        name=used.allowance.name.value,
        title=tier.title,
        batch_size=tier.batch_size,
        retention_days=min(tier.retention_days, parts.settings.artifact_retention_days),
    )
    return answer(Usage(plan=plan, limits=list(_limits(used))))


def _limits(used: Used) -> Iterator[UsedOfLimit]:
    tier = used.allowance.tier
    for mode in Mode:
        yield _limit(f"jobs_a_month.{mode}", used.jobs_this_month[mode], tier.jobs_a_month.of(mode), used)
    yield _limit("unfinished_jobs", used.unfinished_jobs, used.allowance.unfinished_jobs)
    yield _limit("unfinished_batches", used.unfinished_batches, tier.unfinished_batches)
    yield _limit("members", used.members, tier.members)
    yield _limit("webhooks", used.webhooks, tier.webhooks)


def _limit(name: str, used: int, limit: int | None, monthly: Used | None = None) -> UsedOfLimit:
    about = {"name": name, "used": used, "limit": limit, "resets_at": monthly.resets_at if monthly else None}
    return UsedOfLimit.model_validate(about)
