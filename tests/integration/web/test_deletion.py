"""An owner has an organization deleted, and may take that back for a week; a chore does it then."""

from datetime import datetime, timedelta

from jobs.chores.deletion import delete_organizations
from jobs.models import Organization, now
from jobs.roles import Role

PATH = "/api/v1/organization/deletion"
JOB = {"mode": "implement", "request": "A static site"}


def name_of(person) -> str:
    return person.get("/api/v1/session").json["data"]["organization"]["name"]


def test_only_an_owner_who_types_the_name_has_it_deleted_and_it_takes_no_jobs_until_that_is_taken_back(
    ada, new_account, sign_in
):
    name, admin = name_of(ada), sign_in(new_account(ada.account.org_id, Role.ADMIN))
    assert admin.post(PATH, json={"name": name}).status_code == 403
    wrong = ada.post(PATH, json={"name": name.upper()})
    assert (wrong.status_code, wrong.json["error"]["details"][0]["field"]) == (422, "name")
    assert ada.post("/api/v1/jobs", json=JOB).status_code == 202

    asked = ada.post(PATH, json={"name": name}).json["data"]

    due = datetime.fromisoformat(asked["due_at"])
    assert due - datetime.fromisoformat(asked["requested_at"]) == timedelta(days=7)
    assert ada.post(PATH, json={"name": name}).json["data"] == asked
    shown = admin.get("/api/v1/session").json["data"]["organization"]["deletion_due_at"]
    assert datetime.fromisoformat(shown) == due
    refused = admin.post("/api/v1/jobs", json=JOB)
    assert refused.status_code == 409
    assert f"{due:%Y-%m-%d at %H:%M} UTC" in refused.json["error"]["message"]
    assert ada.post("/api/v1/conversations", json={"text": "Hello."}).status_code == 409
    assert admin.delete(PATH).status_code == 403

    assert ada.delete(PATH).json["data"] == {"requested_at": None, "due_at": None}
    assert ada.post("/api/v1/jobs", json=JOB).status_code == 202


def test_who_belonged_to_a_deleted_organization_is_signed_out_and_begins_anew(ada, services, chores, sign_in, app):
    key = ada.post("/api/v1/api-keys", json={"name": "mine"}).json["data"]["key"]
    ada.post(PATH, json={"name": name_of(ada)})
    ago = now() - timedelta(days=8)
    with services.database.tenant(ada.account.org_id):
        Organization.update(deletion_requested_at=ago, deletion_due_at=ago + timedelta(days=7)).execute()
    assert delete_organizations(chores) == 1

    assert ada.get("/api/v1/session").status_code == 401
    assert ada.post("/auth/refresh").status_code == 401
    assert app.test_client().get("/api/v1/jobs", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    with services.database.user(ada.account.user_id):
        assert Organization.select().count() == 0
