"""How the MCP servers do, as owners and admins see it."""

import pytest
from redis import Redis

from jobs.roles import Role
from jobs.testing.contracts.tool_servers import health
from jobs.tool_servers import LookupCounts

PATH = "/api/v1/admin/tool-servers"


@pytest.fixture(autouse=True)
def no_reports(redis_url):
    Redis.from_url(redis_url).flushdb()


def test_an_owner_sees_every_server_of_every_worker_with_its_faults_and_hit_rate(ada, services):
    held_back = {"unapproved": ("look",), "changed": ("look",)}
    down = health(
        "w2", "alpha", state="down", last_error="it crashed", restarts=2, missing=("find",), calls=4, **held_back
    )
    services.tool_servers.report("w1", [health("w1", "alpha"), health("w1", "beta")], {})
    services.tool_servers.report("w2", [down], {"alpha": LookupCounts(hits=3, misses=1)})

    rows = ada.get(PATH).json["data"]

    assert [(row["name"], row["worker"], row["state"]) for row in rows] == [
        ("alpha", "w1", "up"),
        ("alpha", "w2", "down"),
        ("beta", "w1", "up"),
    ]
    assert rows[1]["last_error"] == "it crashed"
    assert (rows[1]["restarts"], rows[1]["calls"]) == (2, 4)
    assert rows[1]["tools"] == {
        "allowed": ["look"],
        "offered": 3,
        "missing": ["find"],
        "unapproved": ["look"],
        "changed": ["look"],
    }
    assert rows[1]["lookups"] == rows[0]["lookups"] == {"hits": 3, "misses": 1, "hit_rate": 0.75}
    assert rows[2]["lookups"] == {"hits": 0, "misses": 0, "hit_rate": None}


def test_without_a_worker_the_list_is_empty(ada):
    assert ada.get(PATH).json["data"] == []


@pytest.mark.parametrize(("role", "status"), [(Role.ADMIN, 200), (Role.MEMBER, 403), (Role.VIEWER, 403)])
def test_only_owners_and_admins_see_it(ada, new_account, sign_in, role, status):
    person = sign_in(new_account(ada.account.org_id, role))
    assert person.get(PATH).status_code == status


def test_nobody_sees_it_without_signing_in(app):
    assert app.test_client().get(PATH).status_code == 401
