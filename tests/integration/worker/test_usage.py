"""What agents use is recorded however a job ends, and each job runs on what its organization chose."""

import threading

from jobs.agent_limits import Limits
from jobs.claims import cancel
from jobs.language_models import ModelConfig
from jobs.models import Job, Organization
from jobs.states import State
from jobs.usage import total
from worker.agents.model_choice import Models
from worker.agents.model_providers import offline_provider
from worker.errors import EngineRefused, ModelUnavailable

OURS = ModelConfig(name="ours", title="Ours", provider="bedrock", model_id="amazon.nova-lite-v1:0")


def agent(*, ends_with=None, before_it=None):
    """A step of a pipeline: an agent of the run takes a turn, then the step ends as told."""

    def step(run):
        meter = run.terms.meter()
        meter._turns += 1
        if before_it:
            before_it(run)
        meter.stop()
        if ends_with:
            raise ends_with

    return step


def choose(bed, **chosen):
    with bed.database.tenant(bed.org_id):
        Organization.update(chosen).where(Organization.id == bed.org_id).execute()


def turns(bed, job_id):
    return {attempt: used["turns"] for attempt, used in bed.job(job_id).usage.items()}


def test_every_attempt_counts_the_failed_one_too(bed, use, scripted):
    use(scripted(agent(ends_with=ModelUnavailable()), agent()))
    job_id = bed.submit()
    bed.deliver(bed.receive())
    assert turns(bed, job_id) == {"1": 1}
    bed.deliver(bed.receive())
    assert (bed.job(job_id).state, turns(bed, job_id)) == (State.SUCCEEDED, {"1": 1, "2": 1})
    assert total(bed.job(job_id).usage).turns == 2


def test_a_job_that_fails_for_good_has_used_what_it_used(bed, use, scripted):
    use(scripted(agent(ends_with=EngineRefused("No.")), agent(ends_with=ValueError()), lambda _: None))
    refused, broken, quiet = bed.submit(), bed.submit(max_attempts=1), bed.submit()
    for _ in range(3):
        bed.deliver(bed.receive())
    assert [turns(bed, one) for one in (refused, broken, quiet)] == [{"1": 1}, {"1": 1}, {}]


def test_so_has_one_that_is_cancelled(bed, use, scripted):
    started = threading.Event()

    def waits(run):
        started.set()
        assert run.stop.event.wait(10)

    use(scripted(agent(before_it=waits)))
    job_id = bed.submit()
    thread = threading.Thread(target=bed.deliver, args=(bed.receive(),))
    thread.start()
    assert started.wait(10)
    cancel(bed.database, bed.org_id, job_id)
    thread.join(10)
    assert (bed.job(job_id).state, turns(bed, job_id)) == (State.CANCELLED, {"1": 1})


def test_while_a_job_runs_its_heartbeat_notes_what_was_used(bed, use, scripted):
    noted = []

    def look(run):
        bed.wait_until(lambda: turns(bed, job_id) == {"1": 1}, 5)
        noted.append(bed.job(job_id).state)

    use(scripted(agent(before_it=look)))
    job_id = bed.submit()
    bed.deliver(bed.receive())
    assert noted == [State.RUNNING]


def test_an_attempt_that_lost_its_lease_keeps_its_own_count(bed, use, scripted):
    def loses(run):
        with bed.database.tenant(bed.org_id):
            Job.update(attempt=2, worker="another", usage={"2": {"turns": 5}}).where(Job.id == job_id).execute()

    use(scripted(agent(before_it=loses)))
    job_id = bed.submit()
    bed.deliver(bed.receive())
    assert (bed.job(job_id).worker, turns(bed, job_id)) == ("another", {"1": 1, "2": 5})


def test_a_job_runs_on_what_its_organization_chose(bed, use, scripted):
    bed.models = Models(offline_provider(), [OURS], Limits(turns=10), region="eu-west-1")
    seen = []
    use(scripted(*[lambda run: seen.append(run.terms)] * 3))

    def result():
        job_id = bed.submit()
        bed.deliver(bed.receive())
        findings = [event.data for event in bed.events(job_id) if event.type == "finding"]
        return bed.job(job_id).result, findings

    assert result() == ({"title": "done"}, [])
    choose(bed, model="ours", agent_limits={"turns": 3, "usd": 1000})
    assert result() == ({"title": "done"}, [])
    choose(bed, model="gone")
    told, (finding,) = result()
    assert "“gone” is not offered any more" in told["notes"][0]
    assert (finding["check"], finding["message"]) == ("model", told["notes"][0])
    names = [terms.provider.name for terms in seen]
    assert names == [offline_provider().name, "Ours", offline_provider().name]
    assert [(terms.limits.turns, terms.limits.usd) for terms in seen] == [(10, 5.0), (3, 5.0), (3, 5.0)]
