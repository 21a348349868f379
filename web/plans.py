"""What each plan includes, as it is offered here."""

from typing import Any

from jobs.tiers import TierName
from web.services import Services


def included_in(parts: Services, name: TierName) -> dict[str, Any]:
    """What tiers.yaml says of a tier; files are kept no longer than anybody's."""
    tier = parts.tiers.of(name)
    kept = min(tier.retention_days, parts.settings.artifact_retention_days)
    return {**tier.model_dump(exclude={"title"}), "retention_days": kept}
