"""Asking for the next version of what a job made."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from jobs.claims import claim, fail, finish


@pytest.fixture
def implemented(ada, services):
    """An implement job that has succeeded."""

    def done(job_id):
        org_id = ada.account.org_id
        held = claim(services.database, org_id, UUID(job_id), worker="test", lease_seconds=30)
        stored = [services.artifacts.put(org_id, UUID(job_id), 1, "architecture.json", b"{}", "application/json")]
        assert finish(services.database, held, {"title": "A site"}, stored)
        return job_id

    return done


@pytest.fixture
def first(ada, implemented):
    made = ada.post("/api/v1/jobs", json={"mode": "implement", "request": "A static site"})
    return implemented(made.json["data"]["id"])


def test_an_instruction_is_a_job_that_names_its_version_and_its_parent(ada, first):
    answer = ada.post(f"/api/v1/jobs/{first}/revisions", json={"instruction": " drop Redis "})
    assert answer.status_code == 202
    job = answer.json["data"]
    assert (job["mode"], job["request"], job["state"]) == ("implement", "A static site", "queued")
    options = job["options"]
    assert (options["based_on"], options["version"], options["instruction"]) == (first, 2, "drop Redis")


def test_versions_are_listed_from_the_first_on(ada, first, implemented):
    second = ada.post(f"/api/v1/jobs/{first}/revisions", json={"instruction": "drop Redis"}).json["data"]["id"]
    implemented(second)
    third = ada.post(f"/api/v1/jobs/{second}/revisions", json={"assumptions": {"users": "50000"}}).json["data"]["id"]
    listed = ada.get(f"/api/v1/jobs/{third}/versions").json["data"]
    assert [(one["version"], one["job_id"], one["parent_id"], one["instruction"]) for one in listed] == [
        (1, first, None, None),
        (2, second, first, "drop Redis"),
        (3, third, second, "users = 50000"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"instruction": "   "},
        {"instruction": "x" * 4001},
        {"instruction": "x", "architecture": {"title": "T"}},
        {"architecture": {"components": [{}] * 10_000}},
        {"architecture": {"title": "T", "project": "p1", "components": [{"id": "a", "block": "quantum", "name": "A"}]}},
        {"assumptions": {"user": "5"}},
        {"fixes": []},
        {"fixes": ["walls_are_green"]},
        {"fixes": ["dependencies_are_watched"], "architecture": {"title": "T"}},
        {"colour": "red"},
    ],
)
def test_a_body_that_changes_nothing_or_too_much_is_refused(body, ada, first):
    assert ada.post(f"/api/v1/jobs/{first}/revisions", json=body).status_code == 422


def test_fixes_make_a_version_and_are_told_as_what_was_asked_for(ada, first):
    job = ada.post(f"/api/v1/jobs/{first}/revisions", json={"fixes": ["dependencies_are_watched"]}).json["data"]
    assert job["options"]["fixes"] == ["dependencies_are_watched"]
    listed = ada.get(f"/api/v1/jobs/{first}/versions").json["data"]
    assert [one["instruction"] for one in listed] == [None, "fix: dependencies are watched"]


def test_fixes_of_an_option_go_with_a_comparison_and_those_of_a_plan_with_its_bundle(ada):
    def ask(**body):
        return ada.post("/api/v1/jobs", json={"request": "A static site", **body})

    checks = ["dependencies_are_watched"]
    compared = ask(mode="analyze", option_fixes={"balanced": checks}).json["data"]
    assert compared["options"]["option_fixes"] == {"balanced": checks}
    made = ask(mode="implement", option="balanced", fixes=checks).json["data"]
    assert made["options"]["fixes"] == checks
    for body, field in (
        ({"mode": "analyze", "fixes": checks}, "fixes"),
        ({"mode": "implement", "option_fixes": {"balanced": checks}}, "option_fixes"),
        ({"mode": "analyze", "option_fixes": {"cheapest": checks}}, "option_fixes"),
        ({"mode": "implement", "fixes": ["dependencies_are_wached"]}, "fixes"),
    ):
        refused = ask(**body)
        assert refused.status_code == 422
        assert refused.json["error"]["details"][0]["field"].startswith(field)
    assert "dependencies_are_watched" in str(refused.json["error"]["details"][0]["limit"])


def test_revisions_asked_for_at_once_have_numbers_of_their_own(ada, first, sign_in):
    def ask(number):
        client = sign_in(ada.account)
        return client.post(f"/api/v1/jobs/{first}/revisions", json={"instruction": f"add queue {number}"}).json["data"]

    with ThreadPoolExecutor(8) as pool:
        jobs = list(pool.map(ask, range(16)))
    assert sorted(job["options"]["version"] for job in jobs) == list(range(2, 18))
    listed = ada.get(f"/api/v1/jobs/{first}/versions").json["data"]
    assert [one["version"] for one in listed] == list(range(1, 18))
    assert {one["parent_id"] for one in listed[1:]} == {first}


def test_an_older_version_can_be_revised_and_the_number_is_the_next_of_the_plan(ada, first, implemented):
    second = ada.post(f"/api/v1/jobs/{first}/revisions", json={"instruction": "drop Redis"}).json["data"]["id"]
    implemented(second)
    other = ada.post(f"/api/v1/jobs/{first}/revisions", json={"instruction": "add a queue"}).json["data"]
    assert other["options"]["version"] == 3
    listed = ada.get(f"/api/v1/jobs/{second}/versions").json["data"]
    assert [(one["version"], one["parent_id"]) for one in listed] == [(1, None), (2, first), (3, first)]


def test_the_number_of_a_revision_that_failed_is_given_again(ada, first, services):
    failed = ada.post(f"/api/v1/jobs/{first}/revisions", json={"instruction": "frobnicate"}).json["data"]["id"]
    held = claim(services.database, ada.account.org_id, UUID(failed), worker="test", lease_seconds=30)
    assert fail(services.database, held, "unclear_instruction", "what?")
    again = ada.post(f"/api/v1/jobs/{first}/revisions", json={"instruction": "drop Redis"}).json["data"]
    assert again["options"]["version"] == 2
    assert [one["job_id"] for one in ada.get(f"/api/v1/jobs/{first}/versions").json["data"]] == [first, again["id"]]
    assert failed in [one["job_id"] for one in ada.get(f"/api/v1/jobs/{failed}/versions").json["data"]]


def test_nobody_revises_what_is_not_theirs_or_not_made(ada, first, sign_in, new_account):
    grace = sign_in(new_account())
    for job_id in (first, uuid4()):
        assert grace.post(f"/api/v1/jobs/{job_id}/revisions", json={"instruction": "x"}).status_code == 404
        assert grace.get(f"/api/v1/jobs/{job_id}/versions").status_code == 404
    queued = ada.post("/api/v1/jobs", json={"mode": "implement", "request": "A site"}).json["data"]["id"]
    assert ada.post(f"/api/v1/jobs/{queued}/revisions", json={"instruction": "x"}).status_code == 409
