"""Jobs through the handler, on the real queue, database, store and Redis."""

import threading

from jobs.claims import cancel
from jobs.errors import PermanentError
from jobs.messages import Message
from jobs.models import Job
from jobs.states import State
from worker.errors import ModelUnavailable


def test_a_job_runs_once_and_leaves_its_files_and_its_story(bed, use, scripted):
    pipeline = scripted()
    use(pipeline)
    job_id = bed.submit()
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert (job.state, job.attempt, job.result) == (State.SUCCEEDED, 1, {"title": "done"})
    assert [bed.read(one) for one in bed.artifacts(job_id)] == [b"# done"]
    assert bed.states(job_id) == ["running", "succeeded"]


def test_the_same_message_three_times_makes_one_bundle(bed, use, scripted):
    pipeline = scripted()
    use(pipeline)
    job_id = bed.submit()
    messages = bed.receive()
    bed.queue.send([Message(job_id=job_id, org_id=bed.org_id)] * 2)
    assert bed.deliver(messages) == []
    assert bed.deliver(bed.receive()) == []
    assert bed.deliver(bed.receive()) == []
    assert pipeline.runs == 1
    assert len(bed.artifacts(job_id)) == 1


def test_copies_of_a_message_handled_at_the_same_time_make_one_bundle(bed, use, scripted):
    both_are_in = threading.Barrier(2, timeout=10)
    pipeline = scripted(lambda _: both_are_in.wait())
    use(pipeline)
    job_id = bed.submit(send=False)
    bed.queue.send([Message(job_id=job_id, org_id=bed.org_id)] * 2)
    first, second = bed.receive(), bed.receive()
    thread = threading.Thread(target=bed.deliver, args=(first,))
    thread.start()
    bed.wait_until(lambda: bed.job(job_id).state == State.RUNNING)
    assert bed.deliver(second) == []
    both_are_in.wait()
    thread.join()
    assert pipeline.runs == 1
    assert bed.job(job_id).state == State.SUCCEEDED


def test_a_transient_error_brings_a_second_attempt_that_succeeds(bed, use, scripted):
    def fails(_):
        raise ModelUnavailable

    use(scripted(fails), backoff=1)
    job_id = bed.submit()
    messages = bed.receive()
    assert bed.deliver(messages) == [messages[0]["MessageId"]]
    job = bed.job(job_id)
    assert (job.state, job.error["code"]) == (State.QUEUED, "model_unavailable")
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert (job.state, job.attempt, job.error) == (State.SUCCEEDED, 2, None)
    assert bed.states(job_id) == ["running", "queued", "running", "succeeded"]


def test_a_transient_error_on_the_last_attempt_fails_the_job_and_ends_the_message(bed, use, scripted):
    def fails(_):
        raise ModelUnavailable

    use(scripted(fails))
    job_id = bed.submit(max_attempts=1)
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert (job.state, job.error["code"]) == (State.FAILED, "model_unavailable")
    assert "tried 1 times" in job.error["message"]


def test_a_permanent_error_fails_the_job_at_once_with_words_a_person_can_act_on(bed, use, scripted):
    def fails(_):
        raise PermanentError("Name a region.")

    use(scripted(fails))
    job_id = bed.submit()
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert (job.state, job.attempt, job.error["message"]) == (State.FAILED, 1, "Name a region.")
    assert bed.states(job_id) == ["running", "failed"]


def test_a_fault_of_ours_is_tried_again_and_then_says_so_without_the_details(bed, use, scripted, caplog):
    def fails(_):
        raise ZeroDivisionError("a secret detail")

    use(scripted(fails, fails))
    job_id = bed.submit(max_attempts=2)
    assert bed.deliver(bed.receive())
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert (job.state, job.attempt, job.error["code"]) == (State.FAILED, 2, "internal_error")
    assert "secret" not in job.error["message"]
    assert any(record.exc_info and record.exc_info[0] is ZeroDivisionError for record in caplog.records)


def test_a_poison_message_fails_alone_and_ends_among_the_dead_letters(bed, use, scripted):
    use(scripted())
    job_id = bed.submit(send=False)
    bed.queue._sqs.send_message(QueueUrl=bed.queue._url(bed.settings.jobs_queue_name), MessageBody="{not json")
    poison = bed.receive()
    bed.queue.send([Message(job_id=job_id, org_id=bed.org_id)])
    good = bed.receive()
    assert bed.deliver(poison + good) == [poison[0]["MessageId"]]
    assert bed.job(job_id).state == State.SUCCEEDED
    for _ in range(bed.settings.max_attempts + 1):
        assert bed.deliver(bed.receive())
    bed.wait_until(lambda: not bed.queue.receive(0, 1) and bool(bed.queue.receive_dead_letters()))


def test_a_running_job_that_is_cancelled_ends_soon_and_leaves_no_files(bed, use, scripted):
    started = threading.Event()

    def waits(run):
        started.set()
        assert run.stop.event.wait(10)

    use(scripted(waits))
    job_id = bed.submit()
    thread = threading.Thread(target=bed.deliver, args=(bed.receive(),))
    thread.start()
    assert started.wait(10)
    cancel(bed.database, bed.org_id, job_id)
    thread.join(10)
    assert not thread.is_alive()
    assert bed.job(job_id).state == State.CANCELLED
    assert bed.artifacts(job_id) == []


def test_a_job_cancelled_while_queued_never_runs(bed, use, scripted):
    pipeline = scripted()
    use(pipeline)
    job_id = bed.submit()
    cancel(bed.database, bed.org_id, job_id)
    assert bed.deliver(bed.receive()) == []
    assert pipeline.runs == 0


def test_a_job_that_takes_longer_than_its_lease_keeps_it(bed, use, scripted):
    def waits(run):
        run.stop.event.wait(bed.settings.lease_seconds + 1.5)

    pipeline = scripted(waits)
    use(pipeline)
    job_id = bed.submit()
    thread = threading.Thread(target=bed.deliver, args=(bed.receive(),))
    thread.start()
    bed.wait_until(lambda: bed.job(job_id).state == State.RUNNING)
    assert bed.queue.receive(wait_seconds=bed.settings.lease_seconds + 1, max_messages=1) == []
    thread.join()
    assert (pipeline.runs, bed.job(job_id).state) == (1, State.SUCCEEDED)


def test_a_job_that_exceeds_its_deadline_fails_and_says_so(bed, use, scripted):
    bed.settings = bed.settings.model_copy(update={"job_deadline_seconds": 1})
    use(scripted(lambda run: run.stop.event.wait(10)))
    job_id = bed.submit()
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert (job.state, job.error["code"]) == (State.FAILED, "deadline_exceeded")
    assert "longer than 1 s" in job.error["message"]


def test_a_zombie_whose_lease_was_taken_over_changes_nothing(bed, use, scripted):
    taken = threading.Event()
    pipeline = scripted(lambda _: taken.wait(10))
    use(pipeline)
    job_id = bed.submit()
    thread = threading.Thread(target=bed.deliver, args=(bed.receive(),))
    thread.start()
    bed.wait_until(lambda: bed.job(job_id).state == State.RUNNING)
    with bed.database.tenant(bed.org_id):
        Job.update(attempt=2, worker="another").where(Job.id == job_id).execute()
    taken.set()
    thread.join(10)
    job = bed.job(job_id)
    assert (job.state, job.worker, job.result) == (State.RUNNING, "another", None)
    assert bed.artifacts(job_id) == []


def test_an_empty_event_is_no_error():
    from worker.lambda_handler import handler

    assert handler({"Records": []}) == {"batchItemFailures": []}
