"""Which servers and programs this stack consists of, and how they find each other.

A server whose address is given in the environment (MIGRATIONS_DATABASE_URL with DATABASE_URL and CHORES_DATABASE_URL,
REDIS_URL, AWS_ENDPOINT_URL, OIDC_ISSUER) is somebody else's: it is used and never started or stopped.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from stack.environment import Addresses, application_environment
from stack.errors import StackError
from stack.layout import PROJECT, Layout
from stack.passwords import Passwords
from stack.procfile import read_procfile
from stack.program import Program
from stack.servers.ministack import REGION, MiniStack
from stack.servers.oidc import OidcProvider
from stack.servers.ports import HOST
from stack.servers.postgres import Postgres
from stack.servers.server import Server
from stack.servers.stripe import WANTED, StripeStandIn
from stack.servers.valkey import Valkey

DATABASE = "groundplan"
DATABASE_SETTINGS = ("DATABASE_URL", "CHORES_DATABASE_URL", "MIGRATIONS_DATABASE_URL")
ONE_MACHINE = {"BATCH_IN_FLIGHT": "1"}
"""A worker of two jobs at once: one of them stays free for single jobs, beside a batch of whatever size."""

OVERRIDABLE = ("OIDC_CLIENT_ID", "ARTIFACTS_BUCKET", "JOBS_QUEUE_NAME", "JOBS_DEAD_LETTER_QUEUE_NAME", "MAIL_SENDER")


@dataclass(frozen=True)
class Blueprint:
    """The parts of the stack; `postgres` is None when the database is somebody else's."""

    postgres: Postgres | None
    servers: tuple[Server, ...]
    programs: tuple[Program, ...]
    environment: Mapping[str, str]
    addresses: Addresses

    @property
    def parts(self) -> tuple[Server, ...]:
        """In the order of starting."""
        return (*self.servers, *self.programs)


def draw(layout: Layout, ports: Mapping[str, int], passwords: Passwords, environ: Mapping[str, str]) -> Blueprint:
    """Raises StackError when only some of the three database URLs are given."""
    postgres = _postgres(layout, ports, passwords, environ)
    valkey = Valkey(layout.directory("valkey"), ports["valkey"], log=layout.log("valkey"))
    ministack = MiniStack(layout.directory("ministack"), ports["ministack"], log=layout.log("ministack"))
    sign_in = OidcProvider(layout.directory("sign-in"), ports["sign-in"], log=layout.log("sign-in"))
    addresses = Addresses(
        **_databases(postgres, passwords, environ),
        redis_url=environ.get("REDIS_URL", valkey.url),
        aws_endpoint=environ.get("AWS_ENDPOINT_URL", ministack.url),
        oidc_issuer=environ.get("OIDC_ISSUER", sign_in.url),
        web_url=f"http://{HOST}:{ports['web']}",
        live_url=f"ws://{HOST}:{ports['live']}",
        mcp_url=f"http://{HOST}:{ports['mcp']}",
    )
    ours = {"REDIS_URL": valkey, "AWS_ENDPOINT_URL": ministack, "OIDC_ISSUER": sign_in}
    servers = [server for setting, server in ours.items() if setting not in environ]
    environment = _environment(addresses, passwords, environ)
    if environ.get(WANTED):
        stripe = StripeStandIn(
            layout.directory("stripe"), ports["stripe"], log=layout.log("stripe"), web_url=addresses.web_url
        )
        servers.append(stripe)
        environment |= stripe.settings()
    return Blueprint(
        postgres=postgres,
        servers=(*([postgres] if postgres else []), *servers),
        programs=_programs(layout, ports, environment),
        environment=environment,
        addresses=addresses,
    )


def _postgres(
    layout: Layout, ports: Mapping[str, int], passwords: Passwords, environ: Mapping[str, str]
) -> Postgres | None:
    given = [name for name in DATABASE_SETTINGS if name in environ]
    if given and len(given) < len(DATABASE_SETTINGS):
        missing = [name for name in DATABASE_SETTINGS if name not in environ]
        raise StackError(f"{' and '.join(given)} given, but not {' and '.join(missing)}: give all three, or none")
    if given:
        return None
    return Postgres(
        layout.directory("postgres"), ports["postgres"], password=passwords.postgres, log=layout.log("postgres")
    )


def _databases(postgres: Postgres | None, passwords: Passwords, environ: Mapping[str, str]) -> dict[str, str]:
    if postgres is None:
        names = ("database_url", "chores_url", "owner_url")
        given = {name: environ[setting] for name, setting in zip(names, DATABASE_SETTINGS, strict=True)}
        return given | {"staff_url": environ.get("STAFF_DATABASE_URL", "")}
    return {
        "database_url": postgres.url_for("groundplan_app", passwords.app, DATABASE),
        "chores_url": postgres.url_for("groundplan_chores", passwords.chores, DATABASE),
        "staff_url": postgres.url_for("groundplan_staff", passwords.staff, DATABASE),
        "owner_url": postgres.url_for("postgres", passwords.postgres, DATABASE),
    }


def _environment(addresses: Addresses, passwords: Passwords, environ: Mapping[str, str]) -> dict[str, str]:
    """The person's own environment passes (model keys, proxies), but no AWS account of his when AWS is MiniStack."""
    foreign = "AWS_" if "AWS_ENDPOINT_URL" not in environ else "\0"
    inherited = {name: value for name, value in environ.items() if not name.startswith(foreign)}
    wired = application_environment(
        addresses,
        region=environ.get("AWS_REGION", REGION),
        secret_key=passwords.secret_key,
        oidc_client_secret=environ.get("OIDC_CLIENT_SECRET", passwords.oidc_client_secret),
        overrides={name: value for name, value in inherited.items() if name in OVERRIDABLE or name.startswith("AWS_")},
    )
    return ONE_MACHINE | inherited | wired


def _programs(layout: Layout, ports: Mapping[str, int], environment: Mapping[str, str]) -> tuple[Program, ...]:
    return tuple(
        Program(name, command, layout, ports.get(name, 0), environment)
        for name, command in read_procfile(PROJECT / "Procfile").items()
    )
