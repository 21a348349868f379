"""Asking for a trial of what a job made."""

from uuid import UUID, uuid4

import pytest

from jobs.claims import claim, finish
from jobs.models import Job


@pytest.fixture
def implemented(ada, services):
    """An implement job that has succeeded."""
    made = ada.post("/api/v1/jobs", json={"mode": "implement", "request": "A static site"})
    org_id, job_id = ada.account.org_id, UUID(made.json["data"]["id"])
    held = claim(services.database, org_id, job_id, worker="test", lease_seconds=30)
    stored = [services.artifacts.put(org_id, job_id, 1, "architecture.json", b"{}", "application/json")]
    assert finish(services.database, held, {"title": "A site"}, stored)
    return job_id


def test_a_trial_is_a_verify_job_of_the_same_request_and_names_what_it_tries(ada, implemented):
    answer = ada.post(f"/api/v1/jobs/{implemented}/verify")
    assert answer.status_code == 202
    job = answer.json["data"]
    assert answer.headers["Location"] == f"/api/v1/jobs/{job['id']}"
    assert (job["mode"], job["request"], job["state"]) == ("verify", "A static site", "queued")
    assert job["options"]["based_on"] == str(implemented)


def test_a_job_that_made_nothing_cannot_be_tried(ada):
    queued = ada.post("/api/v1/jobs", json={"mode": "implement", "request": "A site"}).json["data"]["id"]
    answer = ada.post(f"/api/v1/jobs/{queued}/verify")
    assert answer.status_code == 409
    assert "queued" in answer.json["error"]["message"]


def test_nobody_tries_what_is_not_theirs(ada, implemented, services, sign_in, new_account):
    grace = sign_in(new_account())
    assert grace.post(f"/api/v1/jobs/{implemented}/verify").status_code == 404
    assert ada.post(f"/api/v1/jobs/{uuid4()}/verify").status_code == 404
    with services.database.tenant(grace.account.org_id):
        assert not Job.select().where(Job.mode == "verify", Job.org_id == grace.account.org_id).count()


def test_a_repeated_key_answers_with_the_first_trial(ada, implemented):
    key = {"Idempotency-Key": str(uuid4())}
    first, second = (ada.post(f"/api/v1/jobs/{implemented}/verify", headers=key).json["data"]["id"] for _ in range(2))
    assert first == second
