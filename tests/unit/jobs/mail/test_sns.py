"""Only what our topic's SNS has signed is believed, and nothing in a message leads anywhere else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobs.mail.sns import SnsMessage, SnsRefused, SnsVerifier
from tests.unit.jobs.mail.sns_signing import CERTIFICATE_URL, HOST, TOPIC, SigningSns

CONFIRM = f"{HOST}/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=abc"


@pytest.fixture(scope="module")
def sns() -> SigningSns:
    return SigningSns()


@pytest.fixture
def verifier(sns: SigningSns) -> SnsVerifier:
    sns.asked.clear()
    return SnsVerifier(TOPIC, sns.fetch)


def test_a_signed_message_is_taken_and_the_certificate_fetched_once(sns: SigningSns, verifier: SnsVerifier) -> None:
    for subject in ({}, {"Subject": "With one"}):
        message = verifier.verify(sns.sign("hello", **subject))
        assert (message.type, message.message) == ("Notification", "hello")
    assert sns.asked == [CERTIFICATE_URL]


def test_a_signature_with_sha_1_is_refused_and_what_to_do_is_told(sns: SigningSns, verifier: SnsVerifier) -> None:
    with pytest.raises(SnsRefused, match="SignatureVersion to 2"):
        verifier.verify(sns.sign("hello", version="1"))
    assert sns.asked == []


@pytest.mark.parametrize(
    "changed",
    [
        {"Message": "another"},
        {"MessageId": "another"},
        {"Timestamp": datetime.now(UTC).isoformat()},
        {"Subject": "added"},
        {"Signature": "AAAA"},
        {"Signature": "not base64!"},
        {"SignatureVersion": "1"},
        {"SignatureVersion": "3"},
        {"Type": "SubscriptionConfirmation"},
        {"Type": "Another"},
        {"TopicArn": TOPIC + "x"},
        {"TopicArn": TOPIC.replace("123456789012", "999999999999")},
        {"Message": None},
        {"Message": ["hello"]},
    ],
    ids=str,
)
def test_what_was_changed_is_refused(sns: SigningSns, verifier: SnsVerifier, changed: dict[str, Any]) -> None:
    with pytest.raises(SnsRefused):
        verifier.verify({**sns.sign("hello"), **changed})


@pytest.mark.parametrize(
    "url",
    [
        CERTIFICATE_URL.replace("https", "http"),
        CERTIFICATE_URL.replace("eu-central-1", "us-east-1"),
        CERTIFICATE_URL.replace(".com/", ".com.evil.example/"),
        CERTIFICATE_URL.replace("sns.eu", "s3.eu"),
        CERTIFICATE_URL.replace("https://", "https://evil.example@"),
        CERTIFICATE_URL.replace("https://", "https://evil.example/"),
        CERTIFICATE_URL.replace(".com/", ".com:8443/"),
        CERTIFICATE_URL.replace(".com/", ".com\\@evil.example/"),
        CERTIFICATE_URL + "?x=1",
        CERTIFICATE_URL + "#x",
        CERTIFICATE_URL.replace("/Simple", "/../Simple"),
        f"{HOST}/another.pem",
        f"{HOST}/?Action=Publish",
        "",
    ],
)
def test_no_certificate_is_fetched_from_elsewhere(sns: SigningSns, verifier: SnsVerifier, url: str) -> None:
    with pytest.raises(SnsRefused):
        verifier.verify(sns.sign("hello", SigningCertURL=url))
    assert sns.asked == []


@pytest.mark.parametrize(
    "at",
    [
        (datetime.now(UTC) - timedelta(days=8)).isoformat(),
        (datetime.now(UTC) + timedelta(hours=1)).isoformat(),
        "2026-11-23T10:00:00",
        "yesterday",
    ],
)
def test_what_is_old_or_of_the_future_is_refused(sns: SigningSns, verifier: SnsVerifier, at: str) -> None:
    with pytest.raises(SnsRefused):
        verifier.verify(sns.sign("hello", Timestamp=at))


def test_a_certificate_that_is_over_weak_or_none_is_refused() -> None:
    for signer in (SigningSns(valid=-timedelta(hours=1)), SigningSns(bits=1024)):
        with pytest.raises(SnsRefused):
            SnsVerifier(TOPIC, signer.fetch).verify(signer.sign("hello"))
    with pytest.raises(SnsRefused):
        SnsVerifier(TOPIC, lambda _: b"none").verify(SigningSns().sign("hello"))


def test_another_key_than_the_certificates_is_refused(verifier: SnsVerifier) -> None:
    with pytest.raises(SnsRefused):
        verifier.verify(SigningSns().sign("hello"))


def test_a_subscription_is_confirmed_at_sns_alone(sns: SigningSns, verifier: SnsVerifier) -> None:
    given = {"kind": "SubscriptionConfirmation", "Token": "abc", "SubscribeURL": CONFIRM}
    verifier.confirm(verifier.verify(sns.sign("Confirm?", **given)))
    assert sns.asked[-1] == CONFIRM
    before = len(sns.asked)
    for url in (
        CONFIRM.replace("https", "http"),
        CONFIRM.replace(".com", ".com.evil.example"),
        CONFIRM.replace("ConfirmSubscription", "Publish"),
        CONFIRM.replace("/?", "/x?"),
        "",
    ):
        with pytest.raises(SnsRefused):
            verifier.confirm(SnsMessage("SubscriptionConfirmation", "1", "", url))
    assert len(sns.asked) == before


def test_china_has_hosts_of_its_own_and_what_is_no_topic_is_refused(sns: SigningSns) -> None:
    topic = TOPIC.replace("arn:aws:", "arn:aws-cn:").replace("eu-central-1", "cn-north-1")
    url = CERTIFICATE_URL.replace("eu-central-1.amazonaws.com", "cn-north-1.amazonaws.com.cn")
    assert SnsVerifier(topic, sns.fetch).verify(sns.sign("hello", TopicArn=topic, SigningCertURL=url)).message
    with pytest.raises(ValueError, match="topic"):
        SnsVerifier("arn:aws:sqs:eu-central-1:123456789012:queue", sns.fetch)
