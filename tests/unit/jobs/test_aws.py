import pytest

from jobs import aws
from jobs.settings import Settings


def test_an_emulator_on_this_machine_is_reached_without_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    settings = Settings(
        aws_region="eu-central-1",
        aws_endpoint_url="http://127.0.0.1:4566",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    client = aws.s3(settings)
    assert client.meta.endpoint_url == "http://127.0.0.1:4566"
    assert client.meta.config.proxies == {}


def test_without_an_endpoint_the_clients_talk_to_aws() -> None:
    client = aws.sqs(Settings(aws_region="eu-west-1"))
    assert client.meta.endpoint_url == "https://sqs.eu-west-1.amazonaws.com"


def test_a_long_poll_does_not_time_out() -> None:
    client = aws.sqs(Settings(aws_region="eu-west-1"))
    assert client.meta.config.read_timeout > aws.LONGEST_POLL_SECONDS
