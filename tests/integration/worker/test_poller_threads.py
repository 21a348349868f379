"""The poller's threads in this process, where the pipeline does what a test tells it."""

import pytest

from jobs.dispatch import dispatch
from jobs.messages import Message
from jobs.models import Job
from jobs.provision import provision
from jobs.settings import load_settings
from jobs.states import State
from stack.testing.application import wired_environment
from worker.errors import ModelUnavailable
from worker.poller import Poller


@pytest.fixture
def poll(bed, use):
    """Starts a poller for a pipeline; it stops with the test."""
    pollers = []

    def poll(pipeline, **more):
        pollers.append(Poller(use(pipeline, **more)))
        pollers[-1].start()
        return pollers[-1]

    yield poll
    for poller in pollers:
        poller.stop()
        assert poller.wait()


def test_a_poison_message_does_not_hold_up_the_next_job(bed, poll, scripted):
    url = bed.queue._url(bed.settings.jobs_queue_name)
    bed.queue._sqs.send_message(QueueUrl=url, MessageBody="poison")
    job_id = bed.submit(send=False)
    bed.queue.send([Message(job_id=job_id, org_id=bed.org_id)])
    poll(scripted())
    assert bed.wait_for_end(job_id).state == State.SUCCEEDED


def test_a_job_that_fails_for_the_moment_comes_back_by_itself(bed, poll, scripted):
    def fails(_):
        raise ModelUnavailable

    poll(scripted(fails), backoff=0.5)
    job_id = bed.submit()
    assert bed.wait_for_end(job_id).attempt == 2


def test_a_worker_that_stops_gives_its_job_back_at_once(bed, poll, scripted, monkeypatch):
    monkeypatch.setattr("worker.poller.FINISH_SECONDS", 0.1)
    first = poll(scripted(lambda run: run.stop.event.wait(30)))
    job_id = bed.submit()
    bed.wait_until(lambda: bed.job(job_id).state == State.RUNNING)
    first.stop()
    assert first.wait()
    job = bed.job(job_id)
    assert (job.state, job.error["code"]) == (State.QUEUED, "worker_stopping")
    poll(scripted())
    assert bed.wait_for_end(job_id).state == State.SUCCEEDED


def test_a_queue_that_was_lost_is_made_again_and_polling_goes_on(bed, poll, scripted):
    poll(scripted())
    done = bed.submit()
    bed.wait_for_end(done)
    bed.queue._sqs.delete_queue(QueueUrl=bed.queue._url(bed.settings.jobs_queue_name))
    job_id = bed.submit()
    assert bed.wait_for_end(job_id).state == State.SUCCEEDED


@pytest.fixture
def on_own_ministack(bed, own_ministack, migrated, redis_url, oidc_issuer):
    """The bed on an AWS that the test may kill."""
    endpoints = {"redis_url": redis_url, "aws_endpoint": own_ministack.url, "oidc_issuer": oidc_issuer}
    settings = load_settings(wired_environment(migrated, **endpoints))
    provision(settings)
    bed.settings = settings
    bed.queue = type(bed.queue).from_settings(settings)
    return own_ministack


def test_polling_survives_aws_being_killed_and_started_again(bed, on_own_ministack, poll, scripted):
    poll(scripted())
    on_own_ministack.kill()
    job_id = bed.submit()
    on_own_ministack.start()
    with bed.database.tenant(bed.org_id):
        jobs = list(Job.select().where(Job.id == job_id))
    provision(bed.settings)
    dispatch(bed.database, bed.queue, jobs)
    assert bed.wait_for_end(job_id, 60).state == State.SUCCEEDED
