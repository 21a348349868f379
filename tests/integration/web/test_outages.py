"""What is behind us goes away and comes back: 503 meanwhile, nothing lost, and no restart of ours."""

from uuid import UUID

import pytest

from jobs.claims import claim, finish
from jobs.migrate import migrate
from jobs.models import Job
from jobs.settings import Settings
from stack.servers.ports import free_port
from stack.testing.databases import create_database, urls_of
from web.accounts import Person, account_of
from web.app import create_app
from web.services import connect

JOB = {"mode": "implement", "request": "A static site"}


@pytest.fixture
def over(settings: Settings):
    """Make an application with other settings."""
    opened = []

    def start(**changes):
        parts = connect(settings.model_copy(update=changes))
        opened.append(parts)
        return create_app(parts), parts

    yield start
    for parts in opened:
        parts.database.close()
        parts.progress.close()


def test_postgres_restarts_and_the_next_requests_work(own_postgres, over, signed_in_client):
    create_database(own_postgres, "groundplan")
    databases = urls_of(own_postgres, "groundplan")
    migrate(owner_url=databases.owner_url, app_url=databases.app_url, chores_url=databases.chores_url)
    app, parts = over(database_url=databases.app_url)
    account = account_of(parts.database, Person("https://provider.example", "ada", "ada@example.com", "Ada"))
    client = signed_in_client(app, parts.database, account)
    made = client.post("/api/v1/jobs", json=JOB)
    assert made.status_code == 202

    own_postgres.kill()
    during = [client.get("/api/v1/jobs"), client.post("/api/v1/jobs", json=JOB), client.get("/readyz")]
    alive = client.get("/healthz")
    own_postgres.start()
    after = client.get("/api/v1/jobs")

    assert [answer.status_code for answer in during] == [503, 503, 503]
    assert during[0].json["error"]["code"] == "database_unavailable"
    assert int(during[0].headers["Retry-After"]) > 0
    assert alive.status_code == 200
    assert after.status_code == 200
    assert [job["id"] for job in after.json["data"]] == [made.json["data"]["id"]]


def test_without_a_queue_jobs_are_accepted_and_left_to_the_relay(over, new_account, signed_in_client, services):
    app, _ = over(**nowhere("aws_endpoint_url"))
    account = new_account()

    made = signed_in_client(app, services.database, account).post("/api/v1/jobs", json=JOB)

    assert made.status_code == 202
    with services.database.tenant(account.org_id):
        job = Job.get_by_id(UUID(made.json["data"]["id"]))
    assert (job.state, job.dispatched_at) == ("queued", None)


def test_without_the_artifact_store_downloads_are_unavailable(over, new_account, signed_in_client, services):
    app, _ = over(**nowhere("aws_endpoint_url"))
    account = new_account()
    client = signed_in_client(app, services.database, account)
    location = client.post("/api/v1/jobs", json=JOB).headers["Location"]
    job_id = UUID(location.rsplit("/", 1)[-1])
    claimed = claim(services.database, account.org_id, job_id, worker="test", lease_seconds=30)
    stored = services.artifacts.put(account.org_id, job_id, 1, "bundle.zip", b"PK", "application/zip")
    finish(services.database, claimed, {}, [stored])

    answer = client.get(f"{location}/artifacts/bundle.zip")

    assert (answer.status_code, answer.json["error"]["code"]) == (503, "artifact_store_unavailable")
    assert client.get(f"{location}/artifacts").status_code == 200


def test_without_redis_jobs_are_accepted_and_events_are_unavailable(over, new_account, signed_in_client, services):
    app, _ = over(redis_url=f"redis://127.0.0.1:{free_port()}/0")
    client = signed_in_client(app, services.database, new_account())

    made = client.post("/api/v1/jobs", json=JOB)
    events = client.get(f"{made.headers['Location']}/events")

    assert made.status_code == 202
    assert (events.status_code, events.json["error"]["code"]) == (503, "progress_unavailable")


def test_without_the_sign_in_provider_signing_in_is_unavailable(over):
    app, _ = over(**nowhere("oidc_issuer"))

    answer = app.test_client().get("/auth/login")

    assert (answer.status_code, answer.json["error"]["code"]) == (503, "sign_in_unavailable")
    assert answer.headers["Retry-After"]


def nowhere(name):
    return {name: f"http://127.0.0.1:{free_port()}"}
