"""An export holds all of an organization and nothing of another, whatever happens while it is made."""

import hashlib
import json
import threading
import time
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest

from jobs import zip_upload
from jobs.chores.exports import expire_exports, keep_exporting
from jobs.chores.services import Services
from jobs.database import Database
from jobs.errors import ArtifactStoreUnavailable, NotFound
from jobs.exports import claims, making
from jobs.exports.claims import claim, exports_of
from jobs.exports.contents import LEFT_OUT
from jobs.exports.making import make_next
from jobs.identifiers import new_id
from jobs.models import Notification, Organization, OrganizationExport, Utterance, now
from jobs.settings import Settings

Sql = Callable[..., list[tuple[Any, ...]]]
Ask = Callable[[Any], OrganizationExport]
Reread = Callable[[OrganizationExport], OrganizationExport]
Opened = Callable[[OrganizationExport], ZipFile]
Rows = Callable[[ZipFile, str], list[dict[str, Any]]]

EXPORTED = {*LEFT_OUT}


def uploads(services: Services, tenant: Any) -> list[str]:
    listed = services.artifacts._s3.list_multipart_uploads(
        Bucket=services.artifacts._bucket, Prefix=f"{tenant.org_id}/"
    )
    return [one["Key"] for one in listed.get("Uploads", [])]


def stored(services: Services, tenant: Any) -> list[str]:
    return [key for key, _ in services.artifacts.list_files(tenant.org_id) if key.startswith(exports_of(tenant.org_id))]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several parts without 8 MB of them; the emulator takes small ones."""
    monkeypatch.setattr(zip_upload, "PART_BYTES", 4096)


@pytest.fixture
def quick_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "HEARTBEAT_SECONDS", 0.02)


def test_it_has_every_row_and_file_of_the_organization_and_nothing_of_another(
    fill: Callable[[], Any],
    ask: Ask,
    services: Services,
    database: Database,
    reread_export: Reread,
    opened: Opened,
    rows_in: Rows,
    as_superuser: Sql,
    small_parts: None,
) -> None:
    ours, theirs = fill(), fill()
    as_superuser("DELETE FROM organization_export WHERE org_id = %s", theirs.org_id)
    as_superuser("INSERT INTO usage_month (org_id, month, mode) VALUES (%s, '2026-01-01', 'verify')", ours.org_id)
    job = new_id()
    contents = {f"{job}/1/größe.txt": "größer".encode() * 5000, f"{job}/1/bundle.zip": bytes(range(256)) * 40}
    for name, content in contents.items():
        job_id, attempt, base = name.split("/")
        services.artifacts.put(ours.org_id, job_id, int(attempt), base, content, "text/plain")
    services.artifacts.put(theirs.org_id, job, 1, "theirs.txt", b"theirs", "text/plain")
    services.artifacts.put(ours.org_id, "exports", 1, "an earlier one.zip", b"x", "application/zip")  # type: ignore[arg-type]

    assert make_next(services)
    assert not make_next(services)

    with database.tenant(ours.org_id):
        export = OrganizationExport.select().get()
    archive = opened(export)
    assert archive.testzip() is None
    names = set(archive.namelist())
    data = {f"data/{table}.jsonl" for table in EXPORTED}
    assert names == {"README.txt", "manifest.json", "SHA256SUMS", *data, *(f"files/{name}" for name in contents)}
    assert {name: archive.read(f"files/{name}") for name in contents} == contents

    manifest = json.loads(archive.read("manifest.json"))
    for table in EXPORTED:
        rows = rows_in(archive, table)
        assert len(rows) == manifest["rows"][table] >= 1, table
        assert not set(LEFT_OUT[table]) & {name for row in rows for name in row}, table
        assert {row.get("org_id", str(ours.org_id)) for row in rows} == {str(ours.org_id)}, table
    assert rows_in(archive, "membership")[0]["email"] == f"{ours.user_id}@example.com"
    assert rows_in(archive, "utterance")[0]["text"] == "Hello."
    assert rows_in(archive, "organization")[0]["name"] == manifest["organization"]["name"] == "Analytical Engines"
    assert str(theirs.org_id).encode() not in b"".join(archive.read(name) for name in data)
    assert manifest["files"] == {"count": 2, "missing": 0}

    sums = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names - {"SHA256SUMS"}}
    whole = b"".join(services.artifacts.open(export.key))
    assert (export.state, export.size, export.sha256) == ("ready", len(whole), hashlib.sha256(whole).hexdigest())
    assert (export.rows_done, export.files_done) == (sum(manifest["rows"].values()), 2)
    assert export.bytes_done == sum(one.file_size for one in archive.infolist() if one.filename != "SHA256SUMS")
    assert export.expires_at - export.finished_at > timedelta(days=6, hours=23)
    assert uploads(services, ours) == []
    with database.tenant(ours.org_id):
        told = Notification.select().where(Notification.kind == "export_ready")
        assert [(one.user_id, one.about, one.facts["bytes"]) for one in told] == [(ours.user_id, export.id, len(whole))]


def test_its_rows_are_of_one_moment(
    filled: Any,
    services: Services,
    database: Database,
    reread_export: Reread,
    opened: Opened,
    rows_in: Rows,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody says more when the export has just begun to read."""
    query_of = making._query_of

    def say_more(table: str) -> str:
        if table == "conversation":
            speaking = threading.Thread(target=say)
            speaking.start()
            speaking.join()
        return query_of(table)

    def say() -> None:
        with database.tenant(filled.org_id):
            first = Utterance.select().first()
            place = {"org_id": filled.org_id, "conversation_id": first.conversation_id}
            Utterance.create(**place, seq=3, role="user", text="Later.")

    monkeypatch.setattr(making, "_query_of", say_more)
    assert make_next(services)
    with database.tenant(filled.org_id):
        assert Utterance.select().count() == 2
        export = OrganizationExport.select().get()
    assert [row["text"] for row in rows_in(opened(export), "utterance")] == ["Hello."]


def test_one_whose_maker_died_is_made_anew_by_another_who_forgets_what_was_stored(
    tenant: Any,
    ask: Ask,
    services: Services,
    another_services: Services,
    reread_export: Reread,
    opened: Opened,
    as_superuser: Sql,
) -> None:
    export = ask(tenant)
    dead = claim(services)
    assert dead is not None
    services.artifacts.begin_parts(dead.key, "application/zip")
    assert not make_next(another_services), "the lease holds"
    as_superuser("UPDATE organization_export SET lease_until = now() - interval '1 s'")

    assert make_next(another_services)

    made = reread_export(export)
    assert (made.state, made.attempt) == ("ready", 2)
    assert opened(made).testzip() is None
    assert uploads(services, tenant) == []
    assert not claims.write(services, dead, state="failed", lease_until=None), "a void claim writes nothing"
    assert stored(services, tenant) == [made.key]


def test_a_zip_that_was_whole_when_its_maker_died_is_not_left_behind(
    tenant: Any, ask: Ask, services: Services, reread_export: Reread, as_superuser: Sql, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = ask(tenant)
    with monkeypatch.context() as patched:
        patched.setattr(making, "_publish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            make_next(services)
    assert len(stored(services, tenant)) == 1
    as_superuser("UPDATE organization_export SET lease_until = now() - interval '1 s'")
    assert make_next(services)
    assert stored(services, tenant) == [reread_export(export).key]


def test_a_store_that_is_away_is_waited_for_and_given_up_after_some_attempts(
    tenant: Any, ask: Ask, services: Services, reread_export: Reread, as_superuser: Sql, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = ask(tenant)
    with monkeypatch.context() as patched:

        def away(*_: Any) -> bool:
            raise ArtifactStoreUnavailable

        patched.setattr(services.artifacts, "put_part", away)
        for _ in range(claims.MOST_ATTEMPTS):
            assert make_next(services)
            assert not make_next(services), "not before its pause is over"
            as_superuser("UPDATE organization_export SET lease_until = now() - interval '1 s'")
    left = f"{exports_of(tenant.org_id)}{export.id}/{claims.MOST_ATTEMPTS}.zip"
    upload = services.artifacts.begin_parts(left, "application/zip")
    tag = services.artifacts.put_part(left, upload, 1, b"whole, but its maker could not say so")
    services.artifacts.join_parts(left, upload, [tag])
    assert make_next(services)
    assert not make_next(services)
    assert reread_export(export).state == "failed"
    assert uploads(services, tenant) == stored(services, tenant) == []


def test_an_organization_that_is_deleted_meanwhile_ends_its_export(
    tenant: Any,
    ask: Ask,
    services: Services,
    as_superuser: Sql,
    quick_lease: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask(tenant)
    add_files = making._add_files

    def delete_first(services: Services, held: Any, archive: Any, lease: Any) -> dict[str, int]:
        as_superuser("DELETE FROM organization WHERE id = %s", tenant.org_id)
        assert lease._lost.wait(10), "the heartbeat notices"
        return add_files(services, held, archive, lease)

    monkeypatch.setattr(making, "_add_files", delete_first)
    assert make_next(services)
    assert stored(services, tenant) == uploads(services, tenant) == []


def test_one_whose_upload_is_forgotten_by_who_deletes_the_organization_is_left(
    tenant: Any, ask: Ask, services: Services, reread_export: Reread, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = ask(tenant)
    add_files = making._add_files

    def delete_first(*given: Any) -> dict[str, int]:
        assert services.artifacts.delete_all(tenant.org_id, time.monotonic() + 10)
        return add_files(*given)

    with monkeypatch.context() as patched:
        patched.setattr(making, "_add_files", delete_first)
        assert make_next(services)
    assert stored(services, tenant) == uploads(services, tenant) == []
    assert reread_export(export).state == "running"
    assert make_next(services), "somebody else may try at once"


def test_one_that_is_due_to_be_deleted_is_exported_no_more_but_before_it_is(
    tenant: Any, ask: Ask, services: Services, database: Database, reread_export: Reread
) -> None:
    export = ask(tenant)
    for days, makes in ((8, False), (6, True)):
        asked = now() - timedelta(days=days)
        with database.tenant(tenant.org_id):
            Organization.update(deletion_requested_at=asked, deletion_due_at=asked + timedelta(days=7)).execute()
        assert make_next(services) is makes
    assert reread_export(export).state == "ready"


def test_a_process_that_ends_leaves_its_export_to_the_next_at_once(
    tenant: Any, ask: Ask, services: Services, settings: Settings, reread_export: Reread
) -> None:
    export, stopping = ask(tenant), threading.Event()

    def end_in_the_middle(services: Services, stopping: threading.Event) -> bool:
        stopping.set()
        return make_next(services, stopping)

    keep_exporting(settings, stopping, end_in_the_middle)
    assert (reread_export(export).state, uploads(services, tenant)) == ("running", [])
    assert make_next(services)
    assert reread_export(export).state == "ready"


def test_what_breaks_does_not_end_the_thread(settings: Settings) -> None:
    stopping, asked = threading.Event(), []

    def break_once(*_: Any) -> bool:
        asked.append(1)
        if len(asked) == 1:
            raise ZeroDivisionError
        stopping.set()
        return False

    keep_exporting(settings.model_copy(update={"chores_interval_seconds": 0.01}), stopping, break_once)
    assert len(asked) == 2


def test_after_a_week_its_file_is_gone_and_later_its_row(
    tenant: Any, ask: Ask, services: Services, reread_export: Reread, as_superuser: Sql
) -> None:
    export = ask(tenant)
    assert make_next(services)
    key = reread_export(export).key
    assert expire_exports(services) == 0
    as_superuser("UPDATE organization_export SET expires_at = now() - interval '1 s'")

    assert expire_exports(services) == 1

    assert (reread_export(export).state, reread_export(export).key) == ("expired", None)
    with pytest.raises(NotFound):
        services.artifacts.open(key)
    as_superuser("UPDATE organization_export SET created_at = now() - interval '31 days'")
    assert expire_exports(services) == 1
    assert as_superuser("SELECT count(*) FROM organization_export") == [(0,)]


def test_a_file_that_goes_meanwhile_is_told_to_be_missing(
    tenant: Any,
    ask: Ask,
    services: Services,
    reread_export: Reread,
    opened: Opened,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export = ask(tenant)
    listed = [(f"{tenant.org_id}/{new_id()}/1/gone.txt", 3)]
    monkeypatch.setattr(services.artifacts, "list_files", lambda _: iter(listed))
    assert make_next(services)
    manifest = json.loads(opened(reread_export(export)).read("manifest.json"))
    assert manifest["files"] == {"count": 0, "missing": 1}


def test_no_more_than_some_parts_of_it_are_in_memory(
    tenant: Any, ask: Ask, services: Services, reread_export: Reread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With parts of an eighth of a megabyte, so that a dozen of them are much."""
    monkeypatch.setattr(zip_upload, "PART_BYTES", 128 * 1024)
    for number in range(4):
        services.artifacts.put(tenant.org_id, new_id(), 1, f"{number}.zip", bytes(3_000_000), "application/zip")
    export = ask(tenant)
    tracemalloc.start()
    try:
        assert make_next(services)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert reread_export(export).size > 12_000_000
    assert most < 3_000_000
