import pytest
from pydantic import ValidationError

from jobs.errors import MissingSettings
from jobs.settings import Part, Settings, load_settings

DEVELOPMENT = {
    "GROUNDPLAN_PROFILE": "development",
    "DATABASE_URL": "postgresql://groundplan_app:secret@db/groundplan",
    "REDIS_URL": "redis://redis:6379/0",
}
PRODUCTION = DEVELOPMENT | {
    "GROUNDPLAN_PROFILE": "production",
    "AWS_REGION": "eu-west-1",
    "JOBS_QUEUE_NAME": "jobs",
    "JOBS_DEAD_LETTER_QUEUE_NAME": "jobs-dead",
    "ARTIFACTS_BUCKET": "artifacts",
    "SECRET_KEY": "top secret, and long enough not to be guessed",
    "WEB_URL": "https://groundplan.example",
    "LIVE_URL": "wss://live.groundplan.example",
    "OIDC_ISSUER": "https://accounts.example",
    "OIDC_CLIENT_ID": "groundplan",
    "OIDC_CLIENT_SECRET": "also secret",
}


def test_the_development_profile_needs_only_the_servers() -> None:
    settings = load_settings(DEVELOPMENT)
    assert settings.is_development
    assert settings.jobs_queue_name == "groundplan-jobs"
    assert settings.lease_seconds == 30


def test_one_error_names_everything_that_is_missing() -> None:
    with pytest.raises(MissingSettings) as raised:
        load_settings({"LEASE_SECONDS": "soon", "PORT": "99999"})
    for name in PRODUCTION:
        assert f"{name} is not set" in raised.value.message
    assert "LEASE_SECONDS: " in raised.value.message
    assert "PORT: " in raised.value.message


@pytest.mark.parametrize("name", ["SECRET_KEY", "OIDC_CLIENT_SECRET", "DATABASE_URL", "REDIS_URL", "WEB_URL"])
def test_production_has_no_default_for_secrets_and_addresses(name: str) -> None:
    environ = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(MissingSettings, match=name):
        load_settings(environ)


def test_no_profile_means_production() -> None:
    environ = {key: value for key, value in PRODUCTION.items() if key != "GROUNDPLAN_PROFILE"}
    with pytest.raises(MissingSettings, match="GROUNDPLAN_PROFILE"):
        load_settings(environ)


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("WEB_URL", "http://groundplan.example"),
        ("LIVE_URL", "ws://live.groundplan.example"),
        ("OIDC_ISSUER", "http://accounts.example"),
    ],
)
def test_in_production_browsers_are_reached_over_tls_alone(name: str, url: str) -> None:
    with pytest.raises(MissingSettings, match=f"{name}: begins with"):
        load_settings(PRODUCTION | {name: url})
    assert load_settings(DEVELOPMENT | {name: url})


def test_an_empty_variable_counts_as_one_that_is_not_set() -> None:
    with pytest.raises(MissingSettings, match="REDIS_URL is not set"):
        load_settings(DEVELOPMENT | {"REDIS_URL": ""})


@pytest.mark.parametrize(
    ("part", "needless"),
    [
        (Part.WORKER, {"SECRET_KEY", "OIDC_CLIENT_SECRET", "WEB_URL", "LIVE_URL"}),
        (Part.CHORES, {"SECRET_KEY", "OIDC_CLIENT_SECRET", "DATABASE_URL"}),
    ],
)
def test_a_process_needs_only_its_own_secrets(part: Part, needless: set[str]) -> None:
    environ = PRODUCTION | {"CHORES_DATABASE_URL": "postgresql://x@db/groundplan", "MAIL_SENDER": "a@example.com"}
    environ["WEB_URL"] = "https://groundplan.example"
    kept = {name: value for name, value in environ.items() if name not in needless or name == "WEB_URL"}
    assert load_settings(kept, part).redis_url == PRODUCTION["REDIS_URL"]


def test_a_key_for_tokens_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(MissingSettings, match=r"TOKEN_KEYS: .*32 characters") as refused:
        load_settings(DEVELOPMENT | {"TOKEN_KEYS": f"{'k' * 32} short"})
    assert "short" not in refused.value.message
    assert load_settings(DEVELOPMENT | {"TOKEN_KEYS": f"{'k' * 32} {'l' * 32}"}).token_keys


def test_production_wants_a_secret_that_cannot_be_guessed() -> None:
    with pytest.raises(MissingSettings, match="SECRET_KEY: could be guessed") as refused:
        load_settings(PRODUCTION | {"SECRET_KEY": "hunter2"})
    assert "hunter2" not in refused.value.message
    assert load_settings(DEVELOPMENT | {"SECRET_KEY": "hunter2"}).secret_key == "hunter2"


def test_secrets_do_not_show() -> None:
    shown = repr(load_settings(PRODUCTION))
    assert "secret" not in shown.replace("oidc_client_secret", "")


def test_settings_cannot_be_changed() -> None:
    settings = load_settings(DEVELOPMENT)
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]


def test_fractions_of_a_second_are_allowed() -> None:
    assert load_settings(DEVELOPMENT | {"HEARTBEAT_SECONDS": "0.2"}).heartbeat_seconds == 0.2


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_explained(name: str) -> None:
    assert Settings.model_fields[name].description


def test_webhooks_to_this_machine_are_for_development_alone() -> None:
    assert load_settings(DEVELOPMENT | {"WEBHOOKS_ALLOW_LOCAL": "true"}).webhooks_allow_local
    assert not load_settings(DEVELOPMENT).webhooks_allow_local
    with pytest.raises(MissingSettings, match="WEBHOOKS_ALLOW_LOCAL: is for the profile development"):
        load_settings(PRODUCTION | {"WEBHOOKS_ALLOW_LOCAL": "true"})
