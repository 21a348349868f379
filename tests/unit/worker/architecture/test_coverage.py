"""What a draft lost of what the plan did for the request."""

from worker.architecture.catalogue import load_catalogue
from worker.architecture.change import AddComponent, RemoveComponent, carry_out
from worker.architecture.coverage import lost
from worker.architecture.model import Component
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()
REQUEST = "An HTTP API on Lambda with a relational database, an SQS queue and no Kubernetes"
READ = read_requirements(REQUEST, catalogue=CATALOGUE)
PLAN = plan(READ, CATALOGUE)


def without(block):
    gone = [RemoveComponent(component=one.id) for one in PLAN.components if one.block == block]
    return carry_out(PLAN, gone, CATALOGUE)


def test_the_plan_itself_lost_nothing():
    assert lost(PLAN, PLAN, READ, CATALOGUE) == ()


def test_a_service_that_the_request_names_is_missed_by_its_words():
    told = lost(without("sqs_queue"), PLAN, READ, CATALOGUE)
    assert any("“SQS queue”" in one and "no sqs_queue is left" in one for one in told)


def test_a_need_that_nothing_meets_any_more_is_missed():
    needed = next(
        one.block for one in PLAN.components if "relational_database" in CATALOGUE.block(one.block).planning.meets
    )
    assert any("relational_database" in told for told in lost(without(needed), PLAN, READ, CATALOGUE))


def test_what_the_request_rules_out_is_not_added():
    cluster = Component(id="cluster", block="eks_cluster", name="Cluster")
    draft = carry_out(PLAN, [AddComponent(component=cluster)], CATALOGUE)
    assert any("rules out" in told and "eks_cluster was added" in told for told in lost(draft, PLAN, READ, CATALOGUE))
