import io
import json
import logging
import sys

import pytest

from jobs.logs import JsonLines, configure


@pytest.fixture(autouse=True)
def _restored_logging() -> object:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def test_a_line_is_one_json_object_with_the_extras() -> None:
    stream = io.StringIO()
    configure("web", stream=stream)
    logging.getLogger("jobs.test").warning("sent\nall", extra={"action": "send", "count": 3})
    (text,) = stream.getvalue().splitlines()
    line = json.loads(text)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "warning",
        "service": "web",
        "logger": "jobs.test",
        "message": "sent\nall",
        "action": "send",
        "count": 3,
    }


def test_the_traceback_stays_in_the_line() -> None:
    try:
        int("no")
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "a.py", 1, "failed", None, sys.exc_info())
    line = json.loads(JsonLines("web").format(record))
    assert line["exception"].endswith("ValueError: invalid literal for int() with base 10: 'no'")


SECRETS = {
    "a key of Stripe's": "No such key: sk_live_Xk29fhQ1zz",
    "the secret of Stripe's events": "whsec_Xk29fhQ1zz, or another",
    "an API key": "gp_" + "a1B2" * 8,
    "a token": "eyJ" + "a" * 20 + "." + "b" * 20 + "." + "c" * 20,
    "a header": "Authorization: Bearer " + "Xk29fhQ1zz",
    "a cookie": "Cookie: __Host-groundplan_refresh=" + "Xk29fhQ1zz" + "; a=b",
    "a password in a URL": "postgresql://app:" + "Xk29fhQ1zz" + "@db/groundplan",
    "a code of a sign-in": "/auth/callback?code=" + "Xk29fhQ1zz" + "&state=" + "Xk29fhQ1zz",
    "a key of AWS": "AKIA" + "QWERTYUIOPASDFGH",
    "a key of AWS for an hour": "ASIA" + "QWERTYUIOPASDFGH",
    "a key of Stripe's for tests": "rk_test_Xk29fhQ1zz",
    "a secret of a link": "gpi_" + "a1B2" * 8,
    "a header of a user and password": "authorization: basic Xk29fhQ1zz==",
    "several": "Bearer Xk29fhQ1zz, then https://app:" + "Xk29fhQ1zz" + "@db?code=Xk29fhQ1zz and gps_" + "a1B2" * 8,
}


@pytest.mark.parametrize("text", SECRETS.values(), ids=SECRETS.keys())
def test_what_looks_like_a_secret_is_masked_wherever_it_stands(text: str) -> None:
    stream = io.StringIO()
    configure("web", stream=stream)
    try:
        raise ValueError(text)  # noqa: TRY301 - the line of a real error
    except ValueError:
        logging.getLogger("a.library").exception("failed with %s", text, extra={"reason": text, "given": {"url": text}})
    line = json.loads(stream.getvalue())

    written = stream.getvalue()
    assert all(secret not in written for secret in ("Xk29fhQ1zz", "a1B2a1B2", "eyJa", "AKIAQ", "ASIAQ"))
    assert "[masked]" in line["message"]
    assert "[masked]" in line["exception"]
    assert "[masked]" in line["reason"]


def test_what_is_named_like_a_secret_is_masked_and_the_rest_is_not() -> None:
    record = logging.makeLogRecord(
        {"msg": "sent", "api_key": "short", "cookie": "a=b", "tokens": 12, "path": "/api/v1"}
    )
    line = json.loads(JsonLines("web").format(record))

    assert (line["api_key"], line["cookie"], line["tokens"], line["path"]) == ("[masked]", "[masked]", 12, "/api/v1")
