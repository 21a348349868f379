"""Postgres for both tiers: one transaction at a time, and never without saying for whom."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from time import perf_counter
from typing import Any
from uuid import UUID

import peewee
from playhouse.pool import MaxConnectionsExceeded, PooledPostgresqlDatabase

from jobs.errors import DatabaseUnavailable
from jobs.metrics.catalogue import DATABASE_FAULTS, DATABASE_SECONDS
from jobs.metrics.recorder import count, observe
from jobs.tracing.spans import is_on, span
from jobs.tracing.statements import summary

log = logging.getLogger(__name__)

_BROKEN = (peewee.OperationalError, peewee.InterfaceError)
_UNAVAILABLE = (*_BROKEN, MaxConnectionsExceeded)
_SNAPSHOT_PATIENCE = "10min"  # rows of one organization are few, but what is read goes to the store meanwhile
_active: ContextVar["_Pool | None"] = ContextVar("groundplan_active_database", default=None)

Rows = list[tuple[Any, ...]]
Values = Sequence[object] | Mapping[str, object]


class _Died(peewee.OperationalError):
    """A connection, before or while it was asked something."""


class _Pool(PooledPostgresqlDatabase):
    """A pool that opens a transaction and says for whom in one round trip."""

    def _is_closed(self, conn: Any) -> bool:
        # The base class asks the server on each check-out; `Database` instead retries once on a dead connection.
        return bool(conn.closed)

    def begin(self, settings: Mapping[str, str] | None = None, mode: str = "") -> None:  # type: ignore[override]  # ours
        if not settings:
            super().begin()
            return
        wanted = ", ".join("set_config(%s, %s, true)" for _ in settings)
        pairs = [part for setting in settings.items() for part in setting]
        self.execute_sql(f"BEGIN {mode}; SELECT {wanted}", pairs)

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Every statement comes by here."""
        began = perf_counter()
        try:
            with _span(sql) if is_on() else nullcontext():
                return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]  # peewee has no annotations
        finally:
            observe(DATABASE_SECONDS, seconds=perf_counter() - began)


class _ActiveDatabase(peewee.DatabaseProxy):
    """What models are bound to: the database whose transaction the current thread is in."""

    def initialize(self, obj: object) -> None:
        """Nothing to remember: the transaction decides."""

    @property
    def obj(self) -> "_Pool | None":
        return _active.get()

    def __getattr__(self, name: str) -> Any:
        pool = _active.get()
        if pool is None:
            raise AttributeError("No transaction is open: use `with database.tenant(org_id):` around queries.")
        return getattr(pool, name)


active_database = _ActiveDatabase()


class Database:
    """A pool of connections for one Postgres role; safe to share between threads."""

    def __init__(self, url: str, *, max_connections: int = 20, wait_seconds: float = 5) -> None:
        """Open nothing yet. A thread that finds the pool empty waits `wait_seconds` for a connection."""
        self._pool: Any = _Pool(  # type: ignore[no-untyped-call]  # peewee's pool has no annotations, hence Any too
            url.replace("postgres://", "postgresql://", 1),
            max_connections=max_connections,
            timeout=wait_seconds,
            stale_timeout=600,
            autoconnect=False,
            connect_timeout=5,
            options="-c timezone=UTC -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s",
            application_name="groundplan",
            keepalives_idle=30,
        )

    @contextmanager
    def tenant(self, org_id: UUID) -> Iterator[None]:
        """One transaction that sees and writes the rows of this organization, and no others.

        Raises DatabaseUnavailable when the server cannot be reached, or went away before the commit.
        """
        with self._transaction({"app.org_id": str(org_id)}):
            yield

    @contextmanager
    def founding(self, org_id: UUID, user_id: UUID) -> Iterator[None]:
        """One transaction that sees what `tenant` and `user` see: for a new organization of a user."""
        with self._transaction({"app.org_id": str(org_id), "app.user_id": str(user_id)}):
            yield

    @contextmanager
    def user(self, user_id: UUID) -> Iterator[None]:
        """One transaction that sees a user, their memberships and organizations, before an organization is chosen."""
        with self._transaction({"app.user_id": str(user_id)}):
            yield

    @contextmanager
    def identity(self, issuer: str, subject: str) -> Iterator[None]:
        """One transaction that may find or make the user whom the identity provider `issuer` calls `subject`."""
        with self._transaction({"app.issuer": issuer, "app.subject": subject}):
            yield

    @contextmanager
    def sessions(self, session_ids: Iterable[UUID]) -> Iterator[None]:
        """One transaction that sees the login sessions of these ids, whosoever they are, and nothing else."""
        with self._transaction({"app.session_ids": ",".join(map(str, session_ids))}):
            yield

    @contextmanager
    def customer(self, customer_id: str) -> Iterator[None]:
        """One transaction that sees whose customer this is at Stripe, and nothing else."""
        with self._transaction({"app.customer_id": customer_id}):
            yield

    @contextmanager
    def snapshot(self, org_id: UUID) -> Iterator[None]:
        """One transaction of the chores role that reads all of an organization as it was when it began.

        It may last for long, and sees what the policies open while an export of the organization is made.
        """
        patience = dict.fromkeys(("statement_timeout", "idle_in_transaction_session_timeout"), _SNAPSHOT_PATIENCE)
        with self._transaction({"app.org_id": str(org_id)} | patience, "ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            yield

    @contextmanager
    def chores(self) -> Iterator[None]:
        """One transaction across organizations; shows rows only to the chores role."""
        with self._transaction({}):
            yield

    staff = chores
    """The same of the staff role: across organizations, and only what that role may see."""

    visitor = chores
    """The same of the application's role: it sees no row, and asks functions that want to be shown a secret."""

    def ask_as_tenant(self, org_id: UUID, statement: str, values: Sequence[object]) -> Rows:
        """Ask one thing of this organization's rows, as `tenant` would, in a single round trip.

        For what every request asks: the pauses between the statements of a transaction cost more than the reading. It
        must change nothing, since it is asked again where the connection had died. Raises DatabaseUnavailable.
        """
        return self._ask("app.org_id", org_id, statement, values)

    def ask_as_user(self, user_id: UUID, statement: str, values: Sequence[object]) -> Rows:
        """The same, of the rows that `user` sees."""
        return self._ask("app.user_id", user_id, statement, values)

    def change_as_tenant(self, org_id: UUID, statement: str, values: Values) -> Rows:
        """Change this organization's rows by one statement, as in a transaction of `tenant`, in a single round trip.

        Where the connection dies before the answer, it is sent again, though it may have been carried out: it must be
        one that the second time changes nothing, such as a write that is fenced. Raises DatabaseUnavailable.
        """
        return self._ask("app.org_id", org_id, statement, values)

    def close(self) -> None:
        """Close every connection."""
        self._pool.close_all()

    def after_fork(self) -> None:
        """Forget the parent's connections without closing them: the sockets are the parent's."""
        self._pool.dispose()

    @contextmanager
    def _transaction(self, settings: Mapping[str, str], mode: str = "") -> Iterator[None]:
        with self._alone(), self._begun(settings, mode):
            token = _active.set(self._pool)
            try:
                yield
            finally:
                _active.reset(token)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No transaction is open in this thread; raises DatabaseUnavailable for what a broken connection raises."""
        if self._pool.transaction_depth():
            raise RuntimeError("A transaction is open in this thread already; one is for one organization.")
        try:
            yield
        except _UNAVAILABLE as error:
            count(DATABASE_FAULTS)
            raise DatabaseUnavailable from error
        except peewee.DatabaseError as error:
            if type(error) is peewee.DatabaseError:  # what libpq says when the server goes away in mid-answer
                count(DATABASE_FAULTS)
                raise DatabaseUnavailable from error
            raise

    def _ask(self, setting: str, whose: UUID, statement: str, values: Values) -> Rows:
        # Statements that are sent together are one transaction, and its end forgets the setting.
        everything: Values
        if isinstance(values, Mapping):
            together = f"SELECT set_config(%(setting)s, %(whose)s, true); {statement}"
            everything = {**values, "setting": setting, "whose": str(whose)}
        else:
            together = f"SELECT set_config(%s, %s, true); {statement}"
            everything = (setting, str(whose), *values)
        with self._alone():
            with suppress(_Died):
                return self._asked(together, everything)
            self._replace_connections()
            return self._asked(together, everything)

    def _asked(self, statement: str, values: Values) -> Rows:
        self._pool.connect()
        connection = self._pool.connection()
        try:
            rows: Rows = self._pool.execute_sql(statement, values).fetchall()
        except _BROKEN as error:
            if connection.closed:
                raise _Died from error
            raise
        else:
            return rows
        finally:
            self._pool.close()

    @contextmanager
    def _begun(self, settings: Mapping[str, str], mode: str) -> Iterator[None]:
        transaction = self._begin(settings, mode)
        try:
            with _entered(transaction):
                yield
        finally:
            self._pool.close()

    def _begin(self, settings: Mapping[str, str], mode: str) -> Any:
        """Enter a transaction; a connection that died in the pool is replaced, once, with all of its neighbours."""
        with suppress(*_BROKEN):
            return self._connect_and_begin(settings, mode)
        self._replace_connections()
        return self._connect_and_begin(settings, mode)

    def _replace_connections(self) -> None:
        log.warning("replacing database connections", extra={"action": "replace_connections"})
        self._pool.close_idle()

    def _connect_and_begin(self, settings: Mapping[str, str], mode: str) -> Any:
        self._pool.connect()
        transaction = self._pool.transaction(settings, mode)
        try:
            transaction.__enter__()
        except _BROKEN:
            self._pool.manual_close()
            raise
        return transaction


def _span(sql: str) -> AbstractContextManager[object]:
    called = summary(sql)
    told = {"db.system.name": "postgresql", "db.query.summary": called}
    return span(called, "client", **told)


@contextmanager
def _entered(transaction: Any) -> Iterator[None]:
    """Commit or roll back a transaction that was entered already."""
    with ExitStack() as stack:
        stack.push(transaction.__exit__)
        yield
