"""Which mails one gets: chosen in the settings, by the link of a mail, and by what the address does with them."""

import json
from dataclasses import replace

import pytest

from jobs.mail.sns import SnsVerifier
from jobs.mail.unsubscribe import Unsubscription, read_key, sign
from jobs.notifications import Kind
from jobs.outside.errors import OutsideUnavailable
from tests.unit.jobs.mail.sns_signing import TOPIC, SigningSns
from web.app import create_app

PATH = "/api/v1/me/notifications"
WEBHOOK = "/webhooks/ses"


@pytest.fixture(scope="module")
def sns():
    return SigningSns()


@pytest.fixture(scope="module")
def listening(services, sns):
    """An application that listens to the topic."""
    return create_app(replace(services, sns=SnsVerifier(TOPIC, sns.fetch))).test_client()


def preferences(person):
    return person.get(PATH).json["data"]


def link(services, user_id, kind):
    with services.database.chores():
        return f"/mail/unsubscribe?token={sign(Unsubscription(user_id, kind), read_key())}"


def bounce(address, kind="Permanent"):
    recipients = [{"emailAddress": address}]
    return json.dumps({"notificationType": "Bounce", "bounce": {"bounceType": kind, "bouncedRecipients": recipients}})


def post(client, fields):
    """As SNS does: JSON that calls itself text."""
    return client.post(WEBHOOK, data=json.dumps(fields), content_type="text/plain; charset=UTF-8")


def test_everybody_chooses_for_themselves(ada, new_account, sign_in):
    grace = sign_in(new_account())
    before = preferences(grace)
    assert before["level"] == "all"
    assert before["kinds"] == dict.fromkeys(Kind, True)
    assert before["suppressed"] is None
    assert before["email"].endswith("@example.com")

    changed = ada.patch(PATH, json={"level": "digests", "kinds": {"quota": False}})
    assert changed.status_code == 200
    assert ada.patch(PATH, json={"kinds": {"job_failed": False, "quota": True}}).status_code == 200
    assert ada.patch(PATH, json={}).status_code == 200
    shown = preferences(ada)
    assert (shown["level"], shown["kinds"]) == ("digests", {**before["kinds"], "job_failed": False})
    assert preferences(grace) == before


@pytest.mark.parametrize(
    "body",
    [
        {"level": "some"},
        {"kinds": {"invitation": False}},
        {"kinds": {"quota": "no"}},
        {"user_id": "1"},
        {"email": "a@b"},
    ],
    ids=str,
)
def test_what_cannot_be_chosen_is_refused(ada, body):
    assert ada.patch(PATH, json=body).status_code == 422


def test_the_link_of_a_mail_ends_its_kind_without_signing_in_and_only_when_it_is_posted(app, ada, services):
    nobody, path = app.test_client(), link(services, ada.account.user_id, Kind.JOB_FINISHED)
    page = nobody.get(path)
    assert page.status_code == 200
    assert "about jobs that are ready?" in page.text
    assert "style-src 'sha256-" in page.headers["Content-Security-Policy"]
    assert preferences(ada)["kinds"]["job_finished"] is True

    posted = nobody.post(path, data="List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert posted.status_code == 200
    assert nobody.post(path).status_code == 200, "a second time changes nothing more"
    assert preferences(ada)["kinds"] == {**dict.fromkeys(Kind, True), "job_finished": False}
    for forged in (
        path[:-1] + ("0" if path[-1] != "0" else "1"),
        path.replace("job_finished", "billing"),
        "/mail/unsubscribe",
    ):
        assert nobody.get(forged).status_code == nobody.post(forged).status_code == 404
    assert nobody.post(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_mail_that_came_back_ends_mails_to_the_address_until_its_owner_tries_again(
    ada, sns, listening, new_account, sign_in
):
    grace, address = sign_in(new_account()), preferences(ada)["email"]
    assert post(listening, sns.sign(bounce(address, "Transient"))).status_code == 200
    assert preferences(ada)["suppressed"] is None

    told = sns.sign(bounce(address.upper()))
    assert post(listening, told).status_code == 200
    assert preferences(ada)["suppressed"]["reason"] == "bounce"
    assert preferences(grace)["suppressed"] is None
    assert grace.post(f"{PATH}/try-again").status_code == 200
    assert preferences(ada)["suppressed"], "nobody lifts it for another"

    assert ada.post(f"{PATH}/try-again").json["data"]["suppressed"] is None
    assert post(listening, told).status_code == 200
    assert preferences(ada)["suppressed"] is None, "a message that is sent again changes nothing"


def test_who_cannot_sign_for_the_topic_changes_nothing(app, ada, sns, listening, services):
    address = preferences(ada)["email"]
    forged = {
        "another key": SigningSns().sign(bounce(address)),
        "another topic": sns.sign(bounce(address), TopicArn=TOPIC.replace("groundplan", "another")),
        "changed": {**sns.sign(bounce("b@example.com")), "Message": bounce(address)},
        "unsigned": {"Type": "Notification", "TopicArn": TOPIC, "Message": bounce(address)},
        "elsewhere": sns.sign(bounce(address), SigningCertURL="https://evil.example/SimpleNotificationService-a.pem"),
        "confirming elsewhere": sns.sign(
            "?", kind="SubscriptionConfirmation", Token="t", SubscribeURL="http://169.254.169.254/"
        ),
        "empty": {},
    }
    asked = len(sns.asked)
    for name, fields in forged.items():
        assert post(listening, fields).status_code == 403, name
    assert all(url.startswith("https://sns.eu-central-1.amazonaws.com/") for url in sns.asked[asked:])
    assert preferences(ada)["suppressed"] is None
    assert listening.post(WEBHOOK, data=b"no json").status_code == 400
    assert listening.post(WEBHOOK, data=b"[" + b" " * 600_000).status_code == 413
    assert post(app.test_client(), sns.sign(bounce(address))).status_code == 404, (
        "without a topic nobody is listened to"
    )

    def away(_url):
        raise OutsideUnavailable

    without = create_app(replace(services, sns=SnsVerifier(TOPIC, away))).test_client()
    answer = post(without, sns.sign(bounce(address)))
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)


def test_a_subscription_is_confirmed_where_sns_says(sns, listening):
    url = f"https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=t"
    fields = sns.sign("Confirm?", kind="SubscriptionConfirmation", Token="t", SubscribeURL=url)
    assert post(listening, fields).status_code == 200
    assert sns.asked[-1] == url
