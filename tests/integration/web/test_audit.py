"""The audit, as an organization's owners and admins read it."""

import json
from uuid import UUID

import pytest

from jobs.audit import record_tool_call
from jobs.claims import claim
from jobs.roles import Role

PATH = "/api/v1/admin/audit"


@pytest.fixture
def job_id(ada, services):
    """A job of Ada's with six records."""
    made = ada.post("/api/v1/jobs", json={"mode": "implement", "request": "A static site"})
    job_id = UUID(made.json["data"]["id"])
    held = claim(services.database, ada.account.org_id, job_id, worker="test", lease_seconds=30)
    for number in range(3):
        server = "aws_reference" if number else None
        tool = f"search_{number}"
        record_tool_call(services.database, held, tool, server, "before", {"phrase": "S3"}, "allowed")
        record_tool_call(services.database, held, tool, server, "after", {}, "error", "not today", 0.5)
    return job_id


def names(response):
    return [(one["name"], one["phase"]) for one in response.json["data"]]


def test_a_record_says_who_what_and_with_what_outcome(ada, job_id):
    after, before = ada.get(f"{PATH}?tool=search_1").json["data"]

    assert (before["org_id"], before["user_id"]) == (str(ada.account.org_id), str(ada.account.user_id))
    assert (before["job_id"], before["server"], before["input"]) == (str(job_id), "aws_reference", {"phrase": "S3"})
    assert (before["status"], after["status"], after["error"], after["seconds"]) == (
        "allowed",
        "error",
        "not today",
        0.5,
    )


def test_pages_follow_each_other_without_a_gap(ada, job_id):
    seen, cursor = [], ""
    while cursor is not None:
        response = ada.get(f"{PATH}?limit=4{cursor}")
        seen += names(response)
        following = response.json["meta"].get("next_cursor")
        cursor = f"&cursor={following}" if following else None

    assert seen == [(f"search_{number}", phase) for number in (2, 1, 0) for phase in ("after", "before")]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("server=groundplan", 2),
        ("server=aws_reference", 4),
        ("phase=after&status=error", 3),
        ("status=refused", 0),
        ("from=2000-01-01T00:00:00Z&to=2001-01-01", 0),
        ("from=2000-01-01", 6),
        ("from=2000-01-01T00:00:00%2B20:04", 6),
        ("user=01890000-0000-7000-8000-000000000000", 0),
    ],
)
def test_records_are_found_by(ada, job_id, query, count):
    assert len(names(ada.get(f"{PATH}?{query}"))) == count


@pytest.mark.parametrize(
    "query",
    [
        "status=odd",
        "limit=0",
        "limit=201",
        "from=yesterday",
        "from=0001-01-01T00:00%2B20:04",
        "job=1",
        "cursor=x",
        "a=b",
        "tool=%00",
    ],
)
def test_what_cannot_be_meant_is_refused(ada, query):
    assert ada.get(f"{PATH}?{query}").status_code == 422


def test_the_export_has_a_record_a_line_and_tells_where_it_ends(ada, job_id):
    whole = ada.get(f"{PATH}/export")
    assert whole.mimetype == "application/x-ndjson"
    lines = [json.loads(line) for line in whole.text.splitlines()]
    assert [line["phase"] for line in lines] == ["after", "before"] * 3

    first = [json.loads(line) for line in ada.get(f"{PATH}/export?limit=4").text.splitlines()]
    assert first[:4] == lines[:4]
    rest = ada.get(f"{PATH}/export?limit=4&cursor={first[4]['next_cursor']}").text.splitlines()
    assert [json.loads(line) for line in rest] == lines[4:]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.VIEWER])
def test_members_and_viewers_do_not_read_it(ada, job_id, new_account, sign_in, role):
    other = sign_in(new_account(ada.account.org_id, role))

    for path in (PATH, f"{PATH}/export", f"{PATH}/people"):
        assert other.get(path).status_code == 403


def test_the_people_to_choose_from_are_the_organizations_own(ada, new_account, sign_in):
    colleague = new_account(ada.account.org_id, Role.VIEWER)

    people = ada.get(f"{PATH}/people").json["data"]

    assert {one["id"] for one in people} == {str(ada.account.user_id), str(colleague.user_id)}
    assert all(one["name"].startswith("Person ") for one in people)
    other = sign_in(new_account())
    assert [one["id"] for one in other.get(f"{PATH}/people").json["data"]] == [str(other.account.user_id)]


def test_admins_do_and_other_organizations_see_nothing_of_it(ada, job_id, new_account, sign_in):
    admin = sign_in(new_account(ada.account.org_id, Role.ADMIN))

    assert len(names(admin.get(PATH))) == 6
    assert names(sign_in(new_account()).get(f"{PATH}?job={job_id}")) == []
    assert sign_in(new_account()).get(f"{PATH}/export").text == ""
