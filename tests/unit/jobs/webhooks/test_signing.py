"""Signatures that the libraries of Standard Webhooks take."""

import base64
import hashlib
import hmac

from jobs.logs import masked
from jobs.webhooks.signing import new_secret, repeatable_secret, signature_headers

# The example of the specification's own libraries.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # pragma: allowlist secret
BODY = b'{"test": 2432232314}'


def test_the_example_of_the_specification_is_signed_as_it_says() -> None:
    assert signature_headers([SECRET], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY) == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_while_a_secret_is_changed_both_sign() -> None:
    secrets = [new_secret(), new_secret()]
    signed = signature_headers(secrets, "msg_1", 1, BODY)["webhook-signature"].split(" ")
    keys = [base64.b64decode(secret.removeprefix("whsec_")) for secret in secrets]
    expected = [base64.b64encode(hmac.digest(key, b"msg_1.1." + BODY, hashlib.sha256)).decode() for key in keys]
    assert signed == [f"v1,{one}" for one in expected]


def test_a_secret_is_random_and_a_repeated_request_has_the_same_one() -> None:
    assert len({new_secret() for _ in range(20)}) == 20
    assert repeatable_secret("key", "a", "b") == repeatable_secret("key", "a", "b")
    assert (
        len({repeatable_secret("key", "a", "b"), repeatable_secret("key", "a", "c"), repeatable_secret("", "a")}) == 3
    )
    assert len(base64.b64decode(new_secret().removeprefix("whsec_"))) == 32


def test_no_log_shows_a_secret() -> None:
    for _ in range(20):
        assert masked(f"the secret is {new_secret()}.") == "the secret is [masked]."
