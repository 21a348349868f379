import json
from datetime import UTC, datetime
from uuid import UUID

from jobs.webhooks.events import body_of, message_id

ORG = UUID("01980f2e-5a77-7d10-9d55-1f6a0e3b7a10")
AT = datetime(2026, 11, 23, 9, 30, 20, 412_900, tzinfo=UTC)


def test_a_message_says_what_happened_and_where_to_read_it() -> None:
    told = json.loads(body_of("job.succeeded", AT, ORG, {"job_id": "7", "state": "succeeded"}, "https://plan.example"))
    assert told == {
        "type": "job.succeeded",
        "timestamp": "2026-11-23T09:30:20.412Z",
        "data": {
            "organization_id": str(ORG),
            "job_id": "7",
            "state": "succeeded",
            "links": {"api": "https://plan.example/api/v1/jobs/7", "page": "https://plan.example/jobs/7"},
        },
    }


def test_an_event_about_nothing_that_can_be_read_has_no_links() -> None:
    assert (
        json.loads(body_of("webhook.test", AT, ORG, {"webhook_id": "7"}, "https://plan.example"))["data"]["links"] == {}
    )


def test_the_same_delivery_has_the_same_id_and_body_each_time() -> None:
    assert message_id(ORG) == f"msg_{ORG.hex}"
    assert body_of("a.b", AT, ORG, {"x": 1}, "u") == body_of("a.b", AT, ORG, {"x": 1}, "u")
