"""What may leave with a call."""

import base64

import pytest

from worker.agents.arguments import MAX_TEXT_CHARACTERS, argument_fault, scrubbed

KEY = "AKIA" + "Q3EGRIEZ7ONPLDXV"
ORDINARY = [
    {"search_phrase": "Lambda concurrency limits in eu-central-1", "limit": 3},
    {"regions": ["eu-west-1"], "resource_type": "cfn", "filters": ["AWS::DynamoDB::Table"], "next_token": "100"},
    {"requests": [{"url": "groundplan://patterns/data_lake"}]},
    {"requests": [{"url": "https://docs.aws.amazon.com/lambda/latest/dg/limits.html", "max_length": 5000}]},
]


@pytest.mark.parametrize("arguments", ORDINARY)
def test_leaves_ordinary_arguments_alone(arguments):
    assert scrubbed(arguments) == arguments
    assert argument_fault(arguments) is None


@pytest.mark.parametrize(
    "form",
    [
        KEY,
        f"x_{KEY}_y",
        base64.b64encode(f"the key is {KEY}.".encode()).decode(),
        base64.urlsafe_b64encode(KEY.encode()).decode().rstrip("="),
        KEY.encode().hex(),
        KEY[::-1],
        " ".join(KEY),
        "-".join(KEY),
        "".join(f"%{ord(one):02x}" for one in KEY),
        "\u200b".join(KEY),
    ],
)
@pytest.mark.parametrize("place", [lambda text: text, lambda text: [text], lambda text: {"a": {text: [text]}}])
def test_a_key_does_not_leave_in_any_form(form, place):
    assert form.replace("\u200b", "") not in str(scrubbed({"q": place(form)}))
    assert "[redacted]" in str(scrubbed({"q": place(form)}))


def test_what_is_called_a_secret_is_one():
    assert scrubbed({"db_password": "hunter22", "token": "abc"}) == {"db_password": "[redacted]", "token": "[redacted]"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"q": "x" * (MAX_TEXT_CHARACTERS + 1)}, "at most 8,000"),
        ({"q": ["x" * 7_000] * 40}, "at most 200,000"),
        ({"q": [[[[[[[[[[[[[1]]]]]]]]]]]]]}, "nested"),
        ({"q": b"bytes"}, "not JSON"),
        ({"url": "https://evil.example/"}, "'url'"),
        ({"requests": [{"url": "http://169.254.169.254/latest/meta-data/"}]}, "'url'"),
        ({"q": {"https://evil.example/": 1}}, "address"),
        ({"q": "file:///etc/passwd"}, "address"),
    ],
)
def test_refuses_what_must_not_leave(arguments, words):
    assert words in argument_fault(arguments)


def test_a_template_may_be_long_and_hold_addresses():
    template = "Resources: {}\n# https://example.com\n" + "#" * 50_000
    assert argument_fault({"template_content": template}) is None
