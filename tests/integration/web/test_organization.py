"""An organization's own choice of model and limits, over HTTP."""

import logging
from dataclasses import replace

import pytest

from jobs.agent_limits import Limits
from jobs.language_models import ModelConfig
from jobs.models import Job, Organization
from jobs.roles import Role
from jobs.submission import NewJob, submit
from jobs.usage import Usage
from web.app import create_app

PATH = "/api/v1/organization"
OFFLINE = ModelConfig(name="offline", title="Rules", provider="offline")
OURS = ModelConfig(name="ours", title="Ours", provider="openai", model_id="m", api_key="${KEY}")


@pytest.fixture(scope="module")
def app(services):
    return create_app(replace(services, models=(OFFLINE, OURS), agent_limits=Limits(turns=10, usd=2.5)))


def test_what_may_be_chosen_is_shown_to_every_member_and_never_a_key(ada, new_account, sign_in):
    viewer = sign_in(new_account(ada.account.org_id, Role.VIEWER))
    answered = viewer.get(PATH)
    shown = answered.json["data"]
    assert (shown["id"], shown["role"]) == (str(ada.account.org_id), "viewer")
    assert shown["model"] == {
        "chosen": None,
        "default": {"title": "Offline architect", "is_language_model": False},
        "choices": [
            {"name": "offline", "title": "Rules", "is_language_model": False},
            {"name": "ours", "title": "Ours", "is_language_model": True},
        ],
    }
    limits = shown["agent_limits"]
    assert limits["effective"] == limits["platform"]
    assert (limits["platform"]["turns"], limits["platform"]["usd"]) == (10, 2.5)
    assert "KEY" not in answered.text


def test_an_owner_chooses_a_model_and_the_session_names_it(ada, caplog):
    with caplog.at_level(logging.INFO, logger="web.api.organization"):
        changed = ada.patch(PATH, json={"model": "ours"})
    assert changed.json["data"]["model"]["chosen"] == "ours"
    (line,) = [record for record in caplog.records if record.message == "organization changed"]
    assert (line.before["model"], line.after["model"], line.user_id) == (None, "ours", ada.account.user_id)
    assert ada.get("/api/v1/session").json["data"]["architect"] == {"name": "Ours", "is_language_model": True}
    assert ada.patch(PATH, json={"model": None}).json["data"]["model"]["chosen"] is None
    assert ada.get("/api/v1/session").json["data"]["architect"]["name"] == "Offline architect"


def test_limits_are_set_one_by_one_and_given_back_by_null(ada):
    def limits(body):
        answered = ada.patch(PATH, json=body).json["data"]["agent_limits"]
        return answered["own"], answered["effective"]["turns"], answered["effective"]["usd"]

    own = {"turns": None, "tool_calls": None, "tokens": None, "seconds": None, "usd": None}
    assert limits({"agent_limits": {"turns": 4}}) == ({**own, "turns": 4}, 4, 2.5)
    assert limits({"agent_limits": {"usd": 1}}) == ({**own, "turns": 4, "usd": 1.0}, 4, 1.0)
    assert limits({"model": "offline"}) == ({**own, "turns": 4, "usd": 1.0}, 4, 1.0)
    assert limits({"agent_limits": {"turns": None}}) == ({**own, "usd": 1.0}, 10, 1.0)
    assert limits({"agent_limits": None}) == (own, 10, 2.5)


@pytest.mark.parametrize(
    ("body", "field", "limit"),
    [
        ({"model": "theirs"}, "model", "one of offline, ours, or null"),
        ({"model": 1}, "model", "a string"),
        ({"agent_limits": {"turns": 11}}, "agent_limits.turns", "at most 10"),
        ({"agent_limits": {"usd": 2.51}}, "agent_limits.usd", "at most 2.5"),
        ({"agent_limits": {"turns": 0}}, "agent_limits.turns", "at least 1"),
        ({"agent_limits": {"turns": 1.5}}, "agent_limits.turns", "an integer"),
        ({"agent_limits": {"seconds": "1"}}, "agent_limits.seconds", "a number"),
        ({"agent_limits": {"refusals": 1}}, "agent_limits.refusals", "only the documented fields"),
        ({"name": "x"}, "name", "only the documented fields"),
    ],
)
def test_what_cannot_be_is_refused_with_the_limit_and_nothing_changes(ada, body, field, limit):
    refused = ada.patch(PATH, json=body)
    assert refused.status_code == 422
    (fault,) = refused.json["error"]["details"]
    assert (fault["field"], fault["limit"]) == (field, limit)
    assert ada.get(PATH).json["data"]["model"]["chosen"] is None


@pytest.mark.parametrize(("role", "status"), [(Role.ADMIN, 200), (Role.MEMBER, 403), (Role.VIEWER, 403)])
def test_only_owners_and_admins_change_it(ada, new_account, sign_in, role, status):
    person = sign_in(new_account(ada.account.org_id, role))
    assert person.patch(PATH, json={"model": "ours"}).status_code == status
    assert ada.get(PATH).json["data"]["model"]["chosen"] == ("ours" if status == 200 else None)


def test_a_choice_is_of_ones_own_organization(ada, new_account, sign_in):
    ada.patch(PATH, json={"model": "ours"})
    assert sign_in(new_account()).get(PATH).json["data"]["model"]["chosen"] is None


def test_a_choice_that_is_not_offered_any_more_is_told_and_works_like_none(ada, services):
    with services.database.tenant(ada.account.org_id):
        Organization.update(model="gone").where(Organization.id == ada.account.org_id).execute()
    assert ada.get(PATH).json["data"]["model"]["chosen"] == "gone"
    assert ada.get("/api/v1/session").json["data"]["architect"]["name"] == "Offline architect"
    assert ada.patch(PATH, json={"agent_limits": {"turns": 1}}).status_code == 200


def test_a_job_tells_what_its_agents_used_over_all_attempts(ada, services):
    org_id, user_id = ada.account.org_id, ada.account.user_id
    jobs = submit(services.database, org_id=org_id, user_id=user_id, jobs=[NewJob("a"), NewJob("b")])
    used = Usage(turns=2, tool_calls=3, input_tokens=10, output_tokens=4, seconds=1.5, estimated_usd=0.01).as_json()
    with services.database.tenant(org_id):
        Job.update(usage={"1": used, "2": {**used, "price_basis": "assumed"}}).where(Job.id == jobs[0].id).execute()
    first, second = (ada.get(f"/api/v1/jobs/{job.id}").json["data"]["usage"] for job in jobs)
    assert (first["turns"], first["input_tokens"], first["estimated_usd"]) == (4, 20, 0.02)
    assert first["price_basis"] == "assumed"
    assert second is None
