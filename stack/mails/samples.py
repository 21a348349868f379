"""One letter of each kind, with what is long, failed or missing among them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from jobs.mail.letter import Letter
from jobs.mail.letters import batch, billing, export, invitation, job, quota, webhook
from jobs.models import Invitation, Job

WEB_URL = "https://groundplan.example.com"
UNSUBSCRIBE_URL = f"{WEB_URL}/mail/unsubscribe?token={'0' * 32}.job_finished.{'f' * 64}"
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
_ID = UUID("01a2085d-da8c-7e49-b6a2-41e34a547eaf")

_BUNDLE: Mapping[str, Any] = {
    "title": "Web application on containers on Fargate and RDS",
    "summary": "A load balancer hands requests to containers in private subnets of two zones; data is in a managed "
    "database that only they can reach, and files are in a bucket behind a CDN.",
    "region": "eu-central-1",
    "monthly_usd": 238.82,
    "cost": {"low_usd": 214.10, "high_usd": 260.98},
    "components": [{"id": str(number)} for number in range(14)],
    "checks": {"passed": 41, "failed": 0, "skipped": 2},
    "files": 46,
    "seconds": 9.4,
    "assumptions": [
        {"subject": "Requests", "value": "40 a second at the peak", "reason": "", "important": True},
        {"subject": "Backups", "value": "kept for 7 days", "reason": "", "important": True},
        {"subject": "Tags", "value": "by environment", "reason": "", "important": False},
    ],
}
_COMPARISON: Mapping[str, Any] = {
    "title": "Web shop on containers behind a load balancer",
    "summary": "Three options were made in full, priced, reviewed and checked.",
    "options": [
        {
            "name": name,
            "title": title,
            "cost": {"expected": usd},
            "availability": {"percent": percent},
            "score": score,
        }
        for name, title, usd, percent, score in (
            ("cost-optimised", "Cost-optimised", 124.31, 98.7848, 75),
            ("balanced", "Balanced", 238.82, 99.6312, 86),
            ("resilient", "Resilient", 472.08, 99.9104, 93),
        )
    ],
    "recommendation": {
        "option": "balanced",
        "title": "Balanced",
        "sentences": [
            "Budget: “600 dollars a month” is met ($238.82 expected, $260.98 at the high end).",
            "Cost-optimised saves $114.51 a month, and gives up the firewall that turns away common attacks.",
            "Resilient costs $233.26 more a month, and brings six copies of the data over three zones.",
        ],
    },
}
_TRIAL: Mapping[str, Any] = {
    "title": "Serverless HTTP API for notes",
    "receipt": {
        "verdict": "partly",
        "region": "us-east-1",
        "seconds": 143,
        "counts": {"proven": 31, "failed": 0, "not_emulated": 3},
        "reasons": ["3 resources are of types that the emulator does not have: AWS WAF, AWS Backup, Cost Budgets."],
    },
}


def letters(diagram: str | None) -> dict[str, Letter]:
    """By the name of the file that each is written to; `diagram` is the picture's name where there is one."""
    return {
        "bundle": job.write(_job("implement", result=_BUNDLE, options={"option": "balanced"}), WEB_URL, diagram),
        "bundle-with-findings": job.write(
            _job(
                "implement",
                result={
                    **_BUNDLE,
                    "title": "A" + "n API with a very long name" * 4,
                    "checks": {"passed": 39, "failed": 2},
                },
                options={"version": 3},
            ),
            WEB_URL,
        ),
        "bundle-failed": job.write(
            _job(
                "implement",
                error={
                    "code": "checks_failed",
                    "message": "The bundle failed a check that must hold: “Databases are encrypted”. The request asks "
                    "for a database without encryption, and no bundle leaves here with one.",
                },
            ),
            WEB_URL,
        ),
        "comparison": job.write(_job("analyze", result=_COMPARISON), WEB_URL),
        "trial": job.write(_job("verify", result=_TRIAL), WEB_URL),
        "batch": batch.write(
            _ID,
            {
                "name": "Nightly designs for the sales team",
                "total": 2000,
                "succeeded": 1994,
                "failed": 5,
                "cancelled": 1,
                "seconds": 4130,
                "failures": [
                    {"reference": f"row-{number}", "message": "There is no block for a mainframe."}
                    for number in (17, 204, 981)
                ],
            },
            WEB_URL,
        ),
        "quota-near": quota.write("Analytical Engines", _quota(42), WEB_URL),
        "quota-reached": quota.write("Analytical Engines", _quota(50), WEB_URL),
        "export": export.write(
            "Analytical Engines", {"bytes": 214_000_000, "expires_at": "2026-11-30T14:05:00+00:00"}, WEB_URL
        ),
        "billing": billing.write(
            "Analytical Engines", {"plan": "Pro", "grace_until": "2026-12-07T09:00:00+00:00"}, WEB_URL
        ),
        "webhook-disabled": webhook.write(
            "Analytical Engines",
            {"webhook_id": str(_ID), "host": "hooks.example.com", "reason": "failing"},
            WEB_URL,
        ),
        "invitation": invitation.write(
            Invitation(email="grace@example.com", expires_at=NOW),
            "Ada Lovelace",
            "Analytical Engines",
            f"{WEB_URL}/invitation#gpi_{'0' * 32}_{'0' * 64}",
        ),
    }


def _job(mode: str, **values: Any) -> Job:
    state = "failed" if "error" in values else "succeeded"
    request = "A web shop on containers with PostgreSQL, Redis and a database that nobody encrypts"
    return Job(id=_ID, mode=mode, request=request, state=state, **{"options": {}, **values})


def _quota(used: int) -> dict[str, Any]:
    return {"mode": "implement", "used": used, "limit": 50, "resets_at": "2026-12-01"}
