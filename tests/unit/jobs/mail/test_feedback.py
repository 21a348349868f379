import json
from typing import Any

import pytest

from jobs.mail.feedback import reports
from jobs.mail_suppression import Reason

TO = [{"emailAddress": "ada@example.com"}]


def told(**event: Any) -> list[tuple[str, Reason]]:
    return list(reports(json.dumps(event)))


@pytest.mark.parametrize("kind", ["notificationType", "eventType"])
def test_hard_bounces_and_complaints_rule_an_address_out(kind: str) -> None:
    bounce = {"bounceType": "Permanent", "bouncedRecipients": TO}
    assert told(**{kind: "Bounce"}, bounce=bounce) == [("ada@example.com", Reason.BOUNCE)]
    complaint = {"complainedRecipients": [{"emailAddress": "<ada@example.com>"}]}
    assert told(**{kind: "Complaint"}, complaint=complaint) == [("ada@example.com", Reason.COMPLAINT)]


@pytest.mark.parametrize(
    "event",
    [
        {"notificationType": "Bounce", "bounce": {"bounceType": "Transient", "bouncedRecipients": TO}},
        {"notificationType": "Bounce", "bounce": {"bounceType": "Undetermined", "bouncedRecipients": TO}},
        {"notificationType": "Delivery", "delivery": {"recipients": ["ada@example.com"]}},
        {"notificationType": "Bounce"},
        {"notificationType": "Bounce", "bounce": {"bounceType": "Permanent", "bouncedRecipients": [{}, 1, None]}},
        {"notificationType": "Bounce", "bounce": []},
        {
            "eventType": "Complaint",
            "complaint": {"complaintFeedbackType": "not-spam", "complainedRecipients": TO},
        },
        {},
    ],
)
def test_nothing_else_does(event: dict[str, Any]) -> None:
    assert told(**event) == []


@pytest.mark.parametrize("text", ["You have chosen to subscribe.", "[]", "1", "null", ""])
def test_what_is_no_event_is_passed_over(text: str) -> None:
    assert list(reports(text)) == []
