"""Batches over HTTP: taken in each form, with every fault named by its line, followed, held, retried, and read out."""

import csv
import gzip
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg2
import pytest
import requests

from jobs import claims
from jobs.artifacts import StoredArtifact
from jobs.chores.batch_zips import expire_zips, make_zips
from jobs.chores.services import Services as Chores
from jobs.models import BatchZip, Job
from jobs.tiers import tiers

ITEM = {"mode": "implement", "request": "A static site with a CDN"}
LINES = "application/x-ndjson"
GZIP = {"Content-Encoding": "gzip"}
URL = "/api/v1/batches"


def lines(*items):
    return "".join(json.dumps(item) + "\n" for item in items).encode()


def post(person, body, kind=LINES, query="", **headers):
    content = body if isinstance(body, bytes) else lines(*body)
    return person.post(f"{URL}{query}", data=content, content_type=kind, headers=headers)


def faults(answer):
    return [(one["field"], one["fault"]) for one in answer.json["error"]["details"]]


@pytest.fixture
def work(services):
    """Be every worker: run the batch to its end, each job as `outcome` says by its line."""

    def run(person, batch_id, outcome=lambda _: {"title": "T"}):
        org_id = person.account.org_id
        while True:
            with services.database.tenant(org_id):
                queued = list(Job.select().where(Job.batch_id == batch_id, Job.state == "queued"))
                Job.update(available_at=Job.created_at).where(Job.id.in_([job.id for job in queued])).execute()
            for job in queued:
                held = claims.claim(services.database, org_id, job.id, worker="w", lease_seconds=60)
                made = outcome(job.batch_line)
                if isinstance(made, str):
                    claims.fail(services.database, held, "failed", made)
                else:
                    content = f"bundle of line {job.batch_line}".encode() * 1000
                    stored = services.artifacts.put(org_id, job.id, held.attempt, "bundle.zip", content, "text/plain")
                    claims.finish(services.database, held, made, [stored])
            if not queued:
                return

    return run


def test_lines_become_a_batch_that_can_be_followed(ada):
    items = [
        {
            **ITEM,
            "reference": "shop",
            "region": "eu-central-1",
            "pins": ["no Lambda"],
            "assumptions": {"users": "50000"},
        },
        {"mode": "analyze", "request": "Which database?", "reference": "größe"},
        {"mode": "implement", "architecture": edited()},
    ]
    answer = post(ada, items, query="?name=Shops&notify=true")
    assert answer.status_code == 202, answer.text
    batch = answer.json["data"]
    assert answer.headers["Location"] == f"{URL}/{batch['id']}"
    assert (batch["total"], batch["state"], batch["name"], batch["notify"]) == (3, "running", "Shops", True)
    assert sum(batch["counts"].values()) == 3
    assert ada.get(answer.headers["Location"]).json["data"] == batch
    (listed,) = ada.get(URL).json["data"]
    assert (listed["id"], listed["counts"]) == (batch["id"], batch["counts"])
    assert "faults" not in listed
    told = ada.get(f"{URL}/{batch['id']}/items").json["data"]
    assert [(one["line"], one["reference"], one["mode"]) for one in told] == [
        (1, "shop", "implement"),
        (2, "größe", "analyze"),
        (3, None, "implement"),
    ]
    assert told[0]["options"]["assumptions"] == {"users": "50000"}
    assert [one["state"] for one in told] == ["queued", "queued", "waiting"]
    assert ada.get("/api/v1/jobs").json["data"] == [], "items are listed with their batch"
    one = ada.get(f"/api/v1/jobs/{told[0]['job_id']}").json["data"]
    assert (one["request"], one["state"]) == (ITEM["request"], "queued")
    assert (one["batch_id"], one["reference"]) == (batch["id"], "shop")


def edited():
    return {
        "title": "Orders",
        "project": "orders",
        "components": [{"id": "jobs", "block": "sqs_queue", "name": "Jobs"}],
    }


def test_each_form_says_the_same(ada):
    items = [
        {
            "reference": "a",
            "mode": "analyze",
            "request": 'A shop,\nwith "carts"',
            "pins": ["no Lambda", "must use SQS"],
        },
        {
            "reference": "b",
            "mode": "implement",
            "request": "Notes",
            "assumptions": {"users": "10", "region": "eu-west-1"},
        },
    ]
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["reference", "mode", "request", "pins", "assumptions"])
    writer.writerow(["a", "analyze", items[0]["request"], "no Lambda; must use SQS", ""])
    writer.writerow(["b", "", "Notes", "", "users=10; region=eu-west-1"])
    forms = [
        (lines(*items), LINES, {}),
        (gzip.compress(lines(items[0])) + gzip.compress(lines(items[1])), LINES, GZIP),
        (b"\xef\xbb\xbf" + lines(*items).replace(b"\n", b"\r\n\n"), LINES, {}),
        (json.dumps({"items": items}).encode(), "application/json", {}),
        (b"\xef\xbb\xbf" + table.getvalue().encode(), "text/csv", {}),
    ]
    made = []
    for body, kind, headers in forms:
        answer = post(ada, body, kind, **headers)
        assert answer.status_code == 202, (kind, answer.text)
        told = ada.get(f"{URL}/{answer.json['data']['id']}/items").json["data"]
        jobs = [ada.get(f"/api/v1/jobs/{one['job_id']}").json["data"] for one in told]
        made.append([(job["mode"], job["request"], job["options"]) for job in jobs])
    assert all(one == made[0] for one in made)


def test_every_fault_is_told_with_its_line_and_nothing_is_taken(ada):
    body = (
        lines(ITEM, {"mode": "dance"}, {**ITEM, "region": "mars-1", "colour": "red"})
        + b"{]\n[1]\n\xff\xfe\n"
        + lines(
            {**ITEM, "reference": "twice"},
            {**ITEM, "reference": "twice"},
            {"mode": "analyze", "request": "x", "option": "balanced"},
            {"mode": "verify"},
            {"mode": "verify", "based_on": str(uuid4())},
            {**ITEM, "based_on": str(uuid4()), "instruction": "Drop Redis"},
            {**ITEM, "instruction": "Drop Redis"},
            {**ITEM, "assumptions": {"colour": "red"}},
            {**ITEM, "notify": True},
            {**ITEM, "request": "nul \u0000"},
        )
    )
    answer = post(ada, body)
    assert answer.status_code == 422
    assert answer.json["error"]["message"].startswith("14 of 16 items cannot be accepted, so nothing was.")
    told = dict(faults(answer))
    assert told["items.2.mode"] == "is not available"
    assert told["items.3.region"] == "is not a region of AWS"
    assert told["items.3.colour"] == "is not a known field"
    assert told["items.4.line"].startswith("is not JSON")
    assert told["items.5.line"] == "is a list"
    assert told["items.6.line"].startswith("has bytes that are not UTF-8")
    assert told["items.8.reference"] == "is that of line 7 too"
    assert told["items.9.body"].startswith("cannot be chosen")
    assert told["items.10.based_on"] == "is missing"
    assert told["items.11.based_on"] == "there is no such job"
    assert told["items.12.request"] == "does not go with based_on"
    assert {name.split(".")[1] for name in told} == {str(n) for n in range(2, 17)} - {"7"}
    assert ada.get(URL).json["data"] == []


def test_partial_takes_the_others_and_keeps_the_first_hundred_faults(ada):
    items = [ITEM if n % 10 == 0 else {"mode": "dance", "reference": f"r{n}"} for n in range(150)]
    batch = post(ada, items, query="?mode=partial").json["data"]
    assert (batch["total"], batch["refused"], len(batch["faults"]), batch["more_faults"]) == (15, 135, 100, 35)
    first = batch["faults"][0]
    assert (first["line"], first["reference"], first["field"], first["fault"]) == (2, "r1", "mode", "is not available")
    nothing = post(ada, [{"mode": "dance"}] * 30, query="?mode=partial")
    assert nothing.status_code == 422
    assert "10 more faults are not listed" in nothing.json["error"]["message"]


@pytest.mark.parametrize(
    ("body", "kind", "headers", "status", "told"),
    [
        pytest.param(lambda: lines(ITEM), "text/plain", {}, 415, "Content-Type", id="a text"),
        pytest.param(lambda: lines(ITEM), LINES, {"Content-Encoding": "br"}, 415, "Content-Encoding", id="brotli"),
        pytest.param(lambda: b"no gzip", LINES, GZIP, 400, "body", id="no gzip"),
        pytest.param(
            lambda: gzip.compress(lines(ITEM) * 50)[:-9],
            LINES,
            GZIP,
            400,
            "body",
            id="gzip cut off",
        ),
        pytest.param(
            lambda: gzip.compress(b"\n" * 30_000_000),
            LINES,
            GZIP,
            413,
            "body",
            id="a bomb of lines",
        ),
        pytest.param(
            lambda: gzip.compress(b" " * 30_000_000),
            "application/json",
            GZIP,
            413,
            "body",
            id="a bomb of blanks",
        ),
        pytest.param(lambda: b" " * 1_200_000 + lines(ITEM), LINES, {}, 413, "items.1", id="a line too long"),
        pytest.param(lambda: lines(ITEM) * 10_001, LINES, {}, 413, "items", id="10,001 items"),
        pytest.param(lambda: b"", LINES, {}, 422, None, id="nothing"),
        pytest.param(lambda: b"\n \n", LINES, {}, 422, None, id="blank lines"),
        pytest.param(lambda: b'{"items": []}', "application/json", {}, 422, None, id="no items"),
        pytest.param(lambda: b'{"items": {}}', "application/json", {}, 422, "items", id="items that are an object"),
        pytest.param(lambda: b'{"items": [], "x": 1}', "application/json", {}, 422, "x", id="a field of nobody"),
        pytest.param(lambda: b"[]", "application/json", {}, 422, "body", id="a list"),
        pytest.param(lambda: b"request,colour\nA,B\n", "text/csv", {}, 422, "items.1", id="an unknown column"),
        pytest.param(lambda: b"request,request\nA,B\n", "text/csv", {}, 422, "items.1", id="a column twice"),
        pytest.param(lambda: b"", "text/csv", {}, 422, "items.1", id="an empty table"),
        pytest.param(lambda: b"request\nA,B\n", "text/csv", {}, 422, "items.2.line", id="a cell too many"),
        pytest.param(lambda: b"request\n\xff\n", "text/csv", {}, 400, "items.2", id="a table not in UTF-8"),
        pytest.param(lambda: b'request\n"A"B\n', "text/csv", {}, 400, "items.2", id="a quote in the middle"),
        pytest.param(
            lambda: b"request,assumptions\nA,users\n",
            "text/csv",
            {},
            422,
            "items.2.assumptions",
            id="half an assumption",
        ),
    ],
)
def test_a_body_that_cannot_be_one_is_named(ada, body, kind, headers, status, told):
    answer = post(ada, body(), kind, **headers)
    assert answer.status_code == status, answer.text
    details = answer.json["error"]["details"]
    assert [one["field"] for one in details] == ([told] if told else [])
    assert all(one["limit"] for one in details)


def test_a_plan_says_how_large_a_batch_may_be(ada, migrated):
    connection = psycopg2.connect(migrated.owner_url)
    with connection, connection.cursor() as cursor:
        cursor.execute("UPDATE organization SET tier = 'free' WHERE id = %s", [str(ada.account.org_id)])
    connection.close()
    answer = post(ada, [ITEM] * (tiers().free.batch_size + 1))
    assert (answer.status_code, answer.json["error"]["code"]) == (402, "plan_limit_reached")
    assert answer.json["error"]["details"][0]["field"] == "batch_size"


def test_a_key_answers_with_the_first_batch_and_refuses_another_body(ada):
    key = {"Idempotency-Key": uuid4().hex}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: post(ada, [ITEM, ITEM], **key), range(2)))
    packed = post(ada, gzip.compress(lines(ITEM, ITEM)), **key, **GZIP)
    assert {one.status_code for one in (*answers, packed)} == {202}
    assert len({one.json["data"]["id"] for one in (*answers, packed)}) == 1
    assert post(ada, [ITEM], **key).status_code == 409
    assert post(ada, [ITEM, ITEM], query="?mode=partial", **key).status_code == 409
    assert ada.post("/api/v1/jobs", json=ITEM, headers=key).status_code == 409
    assert len(ada.get(URL).json["data"]) == 1


def test_held_gone_on_with_and_cancelled(ada):
    path = f"{URL}/{post(ada, [ITEM] * 6).json['data']['id']}"
    assert ada.get(path).json["data"]["counts"]["queued"] == 2
    paused = ada.post(f"{path}/pause").json["data"]
    assert (paused["state"], paused["counts"]["waiting"]) == ("paused", 6)
    resumed = ada.post(f"{path}/resume").json["data"]
    assert (resumed["state"], resumed["counts"]["queued"]) == ("running", 2)
    assert ada.post(f"{path}/zip").status_code == 409
    cancelled = ada.post(f"{path}/cancel").json["data"]
    assert (cancelled["state"], cancelled["counts"]["cancelled"]) == ("cancelled", 6)
    assert cancelled["finished_at"]
    assert [ada.post(f"{path}/{act}").status_code for act in ("pause", "resume", "retry")] == [409] * 3
    events = ada.get(f"/api/v1/jobs/{uuid4()}/events")
    assert events.status_code == 404


def test_results_are_read_as_lines_and_as_a_table_that_runs_no_formula(ada, work):
    items = [{**ITEM, "reference": "=HYPERLINK(1)"}, {**ITEM, "reference": "b"}, {**ITEM, "reference": "@c"}]
    batch_id = post(ada, items).json["data"]["id"]
    path = f"{URL}/{batch_id}"
    assert ada.get(f"{path}/results").text == ""
    work(ada, batch_id, lambda line: "+1 did not work" if line == 2 else {"title": "-2+3", "monthly_usd": -1.5})
    batch = ada.get(path).json["data"]
    assert (batch["state"], batch["counts"]["succeeded"], batch["counts"]["failed"]) == ("finished", 2, 1)
    answer = ada.get(f"{path}/results")
    told = [json.loads(line) for line in answer.text.splitlines()]
    assert [(one["line"], one["reference"], one["state"]) for one in told] == [
        (1, "=HYPERLINK(1)", "succeeded"),
        (2, "b", "failed"),
        (3, "@c", "succeeded"),
    ]
    assert told[0]["result"] == {"title": "-2+3", "monthly_usd": -1.5}
    assert told[1]["error"]["message"] == "+1 did not work"
    table = list(csv.DictReader(io.StringIO(ada.get(f"{path}/results?format=csv").text)))
    assert [row["reference"] for row in table] == ["'=HYPERLINK(1)", "b", "'@c"]
    assert (table[0]["title"], table[0]["monthly_usd"]) == ("'-2+3", "-1.5")
    assert table[1]["error_message"] == "'+1 did not work"
    assert len(ada.get(f"{path}/results?state=failed").text.splitlines()) == 1
    assert [one["line"] for one in ada.get(f"{path}/items?state=failed").json["data"]] == [2]
    assert [one["line"] for one in ada.get(f"{path}/items?reference=@c").json["data"]] == [3]
    assert [one["line"] for one in ada.get(f"{path}/items?q=C").json["data"]] == [3]
    assert ada.get(f"{path}/items?q=%25").json["data"] == [], "a sign of patterns is a sign like any other"
    pages = ada.get(f"{path}/items?limit=2").json
    assert [one["line"] for one in pages["data"]] == [1, 2]
    rest = ada.get(f"{path}/items?limit=2&cursor={pages['meta']['next_cursor']}").json
    assert [one["line"] for one in rest["data"]] == [3]

    retried = ada.post(f"{path}/retry").json["data"]
    assert (retried["retried"], retried["batch"]["round"], retried["batch"]["state"]) == (1, 2, "running")
    work(ada, batch_id)
    assert ada.get(path).json["data"]["counts"]["succeeded"] == 3
    assert ada.post(f"{path}/retry").json["data"]["retried"] == 0


def test_all_bundles_become_one_zip_also_where_chores_are_killed(ada, work, chores, services, monkeypatch):
    items = [{**ITEM, "reference": f"ref/{n}"} for n in range(1, 6)]
    batch_id = post(ada, items).json["data"]["id"]
    path = f"{URL}/{batch_id}"
    work(ada, batch_id, lambda line: "no" if line == 4 else {"title": "=T"})
    assert ada.get(f"{path}/zip").status_code == 404
    asked = ada.post(f"{path}/zip")
    assert (asked.status_code, asked.json["data"]["zip"]["state"]) == (202, "making")
    assert ada.post(f"{path}/zip").status_code == 202
    # Parts that are small, and slices that end with each of them: as for a batch of thousands.
    monkeypatch.setattr("jobs.zip_upload.PART_BYTES", 20_000)
    monkeypatch.setattr("jobs.chores.batch_zips.SLICE_SECONDS", 0.0015)
    parts = InParts(services.artifacts)
    own = Chores(**{**vars(chores), "artifacts": parts})
    monkeypatch.setattr("jobs.chores.batch_zips.time.monotonic", Ticks())
    slices, so_far = 0, list[int]()
    while (zipped := ada.get(path).json["data"]["zip"])["state"] == "making":
        so_far.append(zipped["files"])
        make_zips(own)
        slices += 1
        assert slices < 20
    assert slices > 2
    assert [*so_far] == sorted(so_far)
    assert 0 < max(so_far) < 5, "how far it is was told while it was made"
    told = ada.get(path).json["data"]["zip"]
    assert (told["files"], told["url"]) == (4, f"{path}/zip")
    content = parts.content
    assert len(content) == told["size"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == [*(f"0000{n}-ref_{n}/bundle.zip" for n in (1, 2, 3, 5)), "index.csv"]
        assert archive.read(names[3]) == b"bundle of line 5" * 1000
        index = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode())))
    assert [(row["line"], row["state"], row["folder"]) for row in index] == [
        (str(n), "failed" if n == 4 else "succeeded", "" if n == 4 else f"0000{n}-ref_{n}") for n in range(1, 6)
    ]
    assert index[0]["title"] == "'=T"
    assert ada.get(f"{path}/zip").status_code == 303
    ada.post(f"{path}/retry")
    assert ada.get(path).json["data"]["zip"] is None, "it is of the round before"
    assert expire_zips(own, BatchZip.made_at.is_null(False)) == 1


def test_the_zip_is_saved_by_its_link(ada, work, chores):
    batch_id = post(ada, [{**ITEM, "reference": "one"}]).json["data"]["id"]
    work(ada, batch_id)
    ada.post(f"{URL}/{batch_id}/zip")
    assert make_zips(chores) == 1
    link = ada.get(f"{URL}/{batch_id}/zip").headers["Location"]
    saved = requests.get(link, timeout=10, proxies={"http": None})
    assert f"batch-{batch_id}.zip" in saved.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(saved.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["00001-one/bundle.zip", "index.csv"]


class Ticks:
    """Each time that a slice looks, its time is over; what asks for the loop's end is told that it began just now."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        self.now += 0.001
        return self.now


class InParts:
    """Keeps the parts of a zip, which S3 would refuse as too small; everything else is the real store."""

    def __init__(self, artifacts):
        self._artifacts = artifacts
        self.stored, self.content = {}, b""

    def open(self, key):
        return self._artifacts.open(key)

    def delete(self, keys):
        return self._artifacts.delete(keys)

    def begin_parts(self, key, media_type):
        return "upload"

    def put_part(self, key, upload_id, number, content):
        self.stored[number] = content
        return str(number)

    def join_parts(self, key, upload_id, tags):
        self.content = b"".join(self.stored[int(tag)] for tag in tags)

    def abandon_parts(self, key, upload_id):
        self.stored.clear()


def test_another_tenant_finds_nothing_of_it(ada, new_account, sign_in):
    path = f"{URL}/{post(ada, [ITEM]).json['data']['id']}"
    intruder = sign_in(new_account())
    for way in ("", "/items", "/results", "/zip"):
        assert intruder.get(f"{path}{way}").status_code == 404
    for way in ("pause", "resume", "cancel", "retry", "zip"):
        assert intruder.post(f"{path}/{way}").status_code == 404
    based = {**ITEM, "based_on": ada.get(f"{path}/items").json["data"][0]["job_id"], "instruction": "x"}
    del based["request"]
    assert faults(post(intruder, [based])) == [("items.1.based_on", "there is no such job")]


def test_versions_and_trials_are_items_too(ada, work, services):
    job_id = ada.post("/api/v1/jobs", json=ITEM).json["data"]["id"]
    early = post(ada, [{"mode": "verify", "based_on": job_id}])
    assert faults(early)[0][0] == "items.1.based_on"
    held = claims.claim(services.database, ada.account.org_id, job_id, worker="w", lease_seconds=60)
    claims.finish(services.database, held, {"title": "T"}, [StoredArtifact("a", "k", 1, "0" * 64, "text/plain")])
    items = [
        {"mode": "verify", "based_on": job_id, "reference": "try"},
        {"mode": "implement", "based_on": job_id, "instruction": "Drop Redis"},
        {"mode": "implement", "based_on": job_id, "assumptions": {"users": "10"}},
        {"mode": "analyze", "request": "Which?"},
    ]
    answer = post(ada, items)
    assert answer.status_code == 202, answer.text
    told = ada.get(f"{URL}/{answer.json['data']['id']}/items").json["data"]
    assert [(one["mode"], one["options"]["version"]) for one in told] == [
        ("verify", 1),
        ("implement", 2),
        ("implement", 3),
        ("analyze", 1),
    ]
    assert {one["options"]["plan"] for one in told[1:3]} == {job_id}
