"""The options of an analyze job in short: the figures and sentences to choose by, without how they were found."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from web.mcp.schemas import OptionRow, OptionTable, RecoveryTimes


def table_of(job_id: UUID, result: Mapping[str, Any], *, next_step: str) -> OptionTable:
    """The table of the job's `result`."""
    recommended = result["recommendation"]
    return OptionTable(
        job_id=job_id,
        title=result["title"],
        options=[_row(option) for option in result["options"]],
        recommended=recommended["option"],
        reasons=recommended["sentences"],
        cautions=recommended["cautions"],
        next_step=next_step,
    )


def _row(option: Mapping[str, Any]) -> OptionRow:
    availability, recovery, effort = option["availability"], option["recovery"], option["effort"]
    return OptionRow(
        name=option["name"],
        title=option["title"],
        aim=option["aim"],
        monthly_usd=option["cost"],
        availability_percent=availability["percent"],
        downtime_minutes_per_month=availability["downtime_minutes_per_month"],
        limited_by=availability["limited_by"] or None,
        zone_lost=_times(recovery["zone"]),
        region_lost=_times(recovery["region"]),
        typical_latency_ms=option["latency"]["typical_ms"],
        effort=effort["level"],
        effort_reason=effort["why"],
        review_score=option["score"],
        components=option["components"],
        gains=option["gains"],
        gives_up=option["gives_up"],
        same_as=option["same_as"],
    )


def _times(scope: Mapping[str, Any]) -> RecoveryTimes:
    return RecoveryTimes(rto_minutes=scope["rto_minutes"], rpo_minutes=scope["rpo_minutes"])
