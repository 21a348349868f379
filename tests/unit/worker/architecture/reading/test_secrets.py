"""A key that somebody pasted into a request is in nothing that comes of it."""

import pytest

from worker.architecture.reading import read_requirements
from worker.architecture.reading.secrets import without_secrets
from worker.checks.rules.no_secrets_in_files import secrets_in

# Written in halves, so that no scanner takes this file for a leak.
SECRETS = [
    "AKIA" + "IOSFODNN7EXAMPLE",
    "wJalrXUtnFEMI/K7MDENG" + "/bPxRfiCYEXAMPLEKEY",
    "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
    "xoxb-" + "123456789012-abcdefGHIJ",
    "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0" + ".dozjgNryP4J3jVmNHl0w5N",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n" + "-----END RSA PRIVATE KEY-----",
]


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret[:8])
def test_keys_and_tokens_are_redacted(secret: str) -> None:
    text = f"A REST API on Lambda, use {secret} to deploy it"
    read = without_secrets(text)
    assert secret not in read
    assert "[redacted]" in read
    assert len(read) == len(text)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("the database password is hunter2!", "hunter2!"),
        ("password: S3cr3tValue, please", "S3cr3tValue"),
        ("PASSWORD=correcthorse", "correcthorse"),
        ("api_key = abcdef123456", "abcdef123456"),
        ('"secret_access_key": "abc/def+123456"', "abc/def+123456"),
        ("connect to postgres://admin:letmein@db.example.com/shop", "letmein"),
    ],
)
def test_the_value_behind_a_name_is_redacted(text: str, secret: str) -> None:
    assert secret not in without_secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "Users sign in with a password; the password policy wants 14 characters",
        "password: required, token: optional",
        "Store the API key in Secrets Manager and rotate the token every 30 days",
        "commit da39a3ee5e6b4b0d3255bfef95601890afd80709 of https://github.com/example/shop",
        "JWT tokens, access keys and a secret for each tenant; the secret is rotated",
        "s3://example-bucket/cloud-trail/AWSLogs/",
    ],
)
def test_what_only_speaks_of_secrets_stays(text: str) -> None:
    assert without_secrets(text) == text


def test_nothing_that_was_read_repeats_the_secret_and_the_user_is_told() -> None:
    key = SECRETS[0]
    read = read_requirements(f"A REST API with DynamoDB in eu-west-1, my key is {key}, for 5000 users")
    assert key not in read.model_dump_json()
    assert any(note.subject == "secrets" and note.important for note in read.assumptions)
    assert read.region is not None
    assert read.request[read.region.quote.start : read.region.quote.end] == "eu-west-1"


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret[:8])
def test_what_the_check_of_files_would_find_is_gone(secret: str) -> None:
    assert not list(secrets_in(without_secrets(f"use {secret} please")))
