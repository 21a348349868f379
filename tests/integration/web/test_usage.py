"""What a plan includes, over HTTP: shown, and refused with the limit, how much of it is used, and until when."""

from datetime import UTC, datetime, timedelta

import psycopg2
import pytest

from jobs.tiers import tiers

FREE = tiers().free
REQUEST = {"request": "A static site with a CDN.", "mode": "implement"}


@pytest.fixture
def on_free(ada, migrated):
    """Ada's organization is on the free tier, and has used its bundles of this month but for one."""
    org_id, month = str(ada.account.org_id), datetime.now(UTC).date().replace(day=1)
    with psycopg2.connect(migrated.owner_url) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE organization SET tier = 'free' WHERE id = %s", (org_id,))
        cursor.execute(
            "INSERT INTO usage_month (org_id, month, mode, used) VALUES (%s, %s, 'implement', %s)",
            (org_id, month, FREE.jobs_a_month.implement - 1),
        )
    connection.close()
    return ada


def test_usage_is_shown_for_every_limit(on_free):
    assert on_free.post("/api/v1/jobs", json=REQUEST).status_code == 202
    shown = on_free.get("/api/v1/usage").json["data"]
    assert shown["plan"] == {
        "name": "free",
        "title": "Free",
        "batch_size": FREE.batch_size,
        "retention_days": FREE.retention_days,
    }
    limits = {one.pop("name"): one for one in shown["limits"]}
    resets_at = limits["jobs_a_month.implement"]["resets_at"]
    assert datetime.fromisoformat(resets_at) - datetime.now(UTC) <= timedelta(days=31)
    included = FREE.jobs_a_month
    assert limits == {
        "jobs_a_month.brainstorm": {"used": 0, "limit": included.brainstorm, "resets_at": resets_at},
        "jobs_a_month.analyze": {"used": 0, "limit": included.analyze, "resets_at": resets_at},
        "jobs_a_month.implement": {"used": included.implement, "limit": included.implement, "resets_at": resets_at},
        "jobs_a_month.verify": {"used": 0, "limit": included.verify, "resets_at": resets_at},
        "unfinished_jobs": {"used": 1, "limit": FREE.unfinished_jobs, "resets_at": None},
        "unfinished_batches": {"used": 0, "limit": FREE.unfinished_batches, "resets_at": None},
        "members": {"used": 1, "limit": FREE.members, "resets_at": None},
        "webhooks": {"used": 0, "limit": FREE.webhooks, "resets_at": None},
    }


def test_what_the_plan_does_not_include_is_402_and_says_until_when(on_free):
    on_free.post("/api/v1/jobs", json=REQUEST)
    refused = on_free.post("/api/v1/jobs", json=REQUEST)
    assert refused.status_code == 402
    error = refused.json["error"]
    assert error["code"] == "plan_limit_reached"
    limit = FREE.jobs_a_month.implement
    assert f"includes {limit} bundles a month, and {limit} are used" in error["message"]
    (detail,) = error["details"]
    resets_at = datetime.now(UTC) + timedelta(seconds=int(refused.headers["Retry-After"]))
    assert detail["field"] == "jobs_a_month.implement"
    assert detail["fault"].startswith(f"{limit} of {limit}, until {resets_at:%Y-%m}-01T00:00:00Z")
    assert detail["limit"] == str(limit)
    assert on_free.post("/api/v1/jobs", json=REQUEST | {"mode": "analyze"}).status_code == 202, (
        "another mode, another limit"
    )


def test_too_many_unfinished_jobs_are_429_and_say_what_to_do(on_free, migrated):
    with psycopg2.connect(migrated.owner_url) as connection, connection.cursor() as cursor:
        org_id = str(on_free.account.org_id)
        cursor.execute("UPDATE organization SET unfinished_jobs_limit = 0 WHERE id = %s", (org_id,))
    connection.close()
    refused = on_free.post("/api/v1/jobs", json=REQUEST)
    assert (refused.status_code, refused.json["error"]["code"]) == (429, "quota_exceeded")
    assert refused.json["error"]["details"] == [{"field": "unfinished_jobs", "fault": "0 of 0", "limit": "0"}]
    assert "cancel one" in refused.json["error"]["message"]
