"""The environment that the application's processes get, in the development profile."""

from collections.abc import Mapping
from dataclasses import dataclass

AWS_ACCOUNT = "000000000000"  # MiniStack takes a 12-digit access key for the account's number


@dataclass(frozen=True)
class Addresses:
    """Where the servers are. `database_url`, `chores_url`, `owner_url`, `staff_url`: one database, four roles."""

    database_url: str
    chores_url: str
    owner_url: str
    redis_url: str
    aws_endpoint: str | None
    oidc_issuer: str
    web_url: str
    live_url: str
    mcp_url: str
    staff_url: str = ""


def local_aws_credentials(aws_endpoint: str | None) -> dict[str, str]:
    """What boto3 needs to talk to MiniStack and to nothing else; empty where the real AWS is meant."""
    if aws_endpoint is None:
        return {}
    return {
        "AWS_ENDPOINT_URL": aws_endpoint,
        "AWS_ACCESS_KEY_ID": AWS_ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "test",  # the one that MiniStack holds signed links against
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def application_environment(
    addresses: Addresses, *, region: str, secret_key: str, oidc_client_secret: str, overrides: Mapping[str, str]
) -> dict[str, str]:
    """Every setting that has no default in the development profile, then the overrides."""
    return {
        "GROUNDPLAN_PROFILE": "development",
        "DATABASE_URL": addresses.database_url,
        "CHORES_DATABASE_URL": addresses.chores_url,
        "STAFF_DATABASE_URL": addresses.staff_url,
        "MIGRATIONS_DATABASE_URL": addresses.owner_url,
        "REDIS_URL": addresses.redis_url,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "ARTIFACTS_BUCKET": "groundplan-artifacts",
        "SECRET_KEY": secret_key,
        "WEB_URL": addresses.web_url,
        "LIVE_URL": addresses.live_url,
        "MCP_URL": addresses.mcp_url,
        "OIDC_ISSUER": addresses.oidc_issuer,
        "OIDC_CLIENT_ID": "groundplan",
        "OIDC_CLIENT_SECRET": oidc_client_secret,
        "MAIL_SENDER": "groundplan@example.com",
        "AUTHLIB_INSECURE_TRANSPORT": "1",  # the sign-in provider is on 127.0.0.1, without TLS
        **local_aws_credentials(addresses.aws_endpoint),
        **overrides,
    }
