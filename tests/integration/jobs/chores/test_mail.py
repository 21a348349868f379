import json
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from jobs import aws, claims
from jobs.chores.mail import send_mails
from jobs.chores.services import Services
from jobs.database import Database
from jobs.models import Job
from stack.servers.ministack import MiniStack

NewJob = Callable[..., Job]
Reread = Callable[[Job], Job]


@pytest.fixture
def inbox(aws_endpoint: str) -> Callable[[Any], list[dict[str, Any]]]:
    """The mails that a user got, as MiniStack kept them."""

    def read(tenant: Any) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{aws_endpoint}/_ministack/ses/messages") as answer:  # noqa: S310
            accounts = json.load(answer)["messages"]
        mails = [mail for account in accounts.values() for mail in account]
        return [mail for mail in mails if f"{tenant.user_id}@example.com" in json.dumps(mail)]

    return read


@pytest.fixture
def ended(database: Database, new_job: NewJob) -> Callable[..., Job]:
    def end(request: str = "A site.", *, notify: bool = True, error: str | None = None) -> Job:
        job = new_job(request, notify=notify)
        held: Any = claims.claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
        if error is None:
            assert claims.finish(database, held, {"title": "Shop & <b>more</b>", "summary": "Twelve components."})
        else:
            assert claims.fail(database, held, "failed", error)
        return job

    return end


def test_a_job_that_ended_writes_one_mail(
    services: Services, ended: Callable[..., Job], inbox: Any, tenant: Any, reread: Reread
) -> None:
    job = ended()
    assert send_mails(services) == 1
    assert send_mails(services) == 0
    (mail,) = inbox(tenant)
    link = f"{services.settings.web_url}/jobs/{job.id}"
    assert (mail["Source"], mail["Subject"]) == (services.settings.mail_sender, "Shop & <b>more</b> is ready")
    assert "Twelve components." in mail["BodyText"]
    assert mail["BodyText"].rstrip().endswith(link)
    assert "<p>Shop &amp; &lt;b&gt;more&lt;/b&gt; is ready.</p>" in mail["BodyHtml"]
    assert f'<a href="{link}">' in mail["BodyHtml"]
    assert reread(job).notified_at


def test_a_failed_job_says_why(services: Services, ended: Callable[..., Job], inbox: Any, tenant: Any) -> None:
    ended("A mainframe\r\nBcc: everyone@example.com", error="There is no block for a mainframe.")
    assert send_mails(services) == 1
    (mail,) = inbox(tenant)
    assert mail["Subject"] == "A mainframe Bcc: everyone@example.com could not be made"
    assert "There is no block for a mainframe." in mail["BodyText"]


def test_who_did_not_ask_gets_none_and_neither_does_a_job_that_still_runs(
    services: Services, ended: Callable[..., Job], new_job: NewJob, inbox: Any, tenant: Any
) -> None:
    ended(notify=False)
    new_job(notify=True)
    assert send_mails(services) == 0
    assert inbox(tenant) == []


def test_several_who_send_at_once_send_one(
    services: Services, ended: Callable[..., Job], inbox: Any, tenant: Any
) -> None:
    ended()
    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(lambda _: send_mails(services), range(2)))
    assert sum(sent) == 1
    assert len(inbox(tenant)) == 1


def test_what_could_not_be_sent_is_sent_later(
    *, services: Services, ended: Callable[..., Job], inbox: Any, tenant: Any, reread: Reread, own_ministack: MiniStack
) -> None:
    job = ended()
    gone = services.settings.model_copy(update={"aws_endpoint_url": own_ministack.url})
    own_ministack.kill()
    with pytest.raises(EndpointConnectionError):
        aws.ses(gone).list_email_identities()
    assert send_mails(Services(**{**vars(services), "ses": aws.ses(gone)})) == 0
    assert reread(job).notified_at is None
    assert send_mails(services) == 1
    assert len(inbox(tenant)) == 1
