"""An instruction in words makes the next architecture; what it does not speak of stays."""

import pytest

from worker.architecture.change import apply_changes
from worker.architecture.errors import InvalidAssumption, InvalidOption
from worker.architecture.options import effective_options
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.review.run import review
from worker.architecture.revision import NothingToChange, UnclearInstruction, revise, revise_assumptions

WEB = (
    "A web application on containers for 20,000 users in Frankfurt, with PostgreSQL, a Redis session cache, image "
    "uploads, sign-in and a CDN. 99.9% availability, alarms by e-mail."
)
API = "A serverless HTTP API for our mobile app: 2 million requests a month, DynamoDB, sign-in with Cognito."


@pytest.fixture
def start(catalogue):
    """An architecture and its requirements, from a request."""

    def started(request):
        requirements = read_requirements(request, catalogue=catalogue)
        return plan(requirements, catalogue), requirements

    return started


@pytest.fixture
def after(start, catalogue):
    """What an instruction makes of a request's architecture."""

    def revised(request, instruction, former=None):
        architecture, requirements = start(request)
        return revise(architecture, instruction, requirements, catalogue, former=former)

    return revised


def blocks(revised):
    return {one.id: one.block for one in revised.architecture.components}


def value(revised, subject, catalogue):
    part, option = subject.split(".")
    component = revised.architecture.component(part)
    return effective_options(component, catalogue.block(component.block))[option]


@pytest.mark.parametrize("words", ["drop Redis", "please remove the cache", "we don't need ElastiCache", "no cache"])
def test_a_component_goes_with_its_edges_and_nothing_else(words, after, start):
    before, _ = start(WEB)
    made = after(WEB, words).architecture
    assert {one.id for one in before.components} - {one.id for one in made.components} == {"cache"}
    assert all("cache" not in (edge.source, edge.target) for edge in made.connections)
    kept = [one for one in before.components if one.id != "cache"]
    assert list(made.components) == kept


@pytest.mark.parametrize(
    "words",
    ["Aurora instead of RDS", "Aurora instead", "use Aurora", "replace the database with Aurora", "switch to Aurora"],
)
def test_another_block_does_the_work_under_the_same_id(words, after):
    assert blocks(after(WEB, words))["database"] == "aurora_serverless"


@pytest.mark.parametrize(
    ("words", "subject", "expected"),
    [
        ("keep backups 30 days", "database.backup_retention_days", 30),
        ("3 availability zones", "network.availability_zones", 3),
        ("turn off multi-AZ", "database.multi_az", False),
        ("Postgres 18", "database.postgres_version", "18"),
        ("switch to MySQL", "database.engine", "mysql"),
        ("memory 4 GB for the application", "service.memory_mb", 4096),
        ("set database.backup_retention_days to 21", "database.backup_retention_days", 21),
        ("a smaller cache", "cache.node_type", "cache.t4g.micro"),
        ("double the memory of the application", "service.memory_mb", 2048),
    ],
)
def test_an_option_is_changed_by_its_words(words, subject, expected, after, catalogue):
    assert value(after(WEB, words), subject, catalogue) == expected


def test_several_things_in_one_sentence_are_all_done(after, catalogue):
    made = after(WEB, "Drop Redis and the CDN, add an SQS queue and keep backups 30 days. Move to eu-west-1.")
    assert {"cache", "cdn"}.isdisjoint(blocks(made))
    assert "sqs_queue" in blocks(made).values()
    assert value(made, "database.backup_retention_days", catalogue) == 30
    assert made.architecture.region == "eu-west-1"


def test_what_is_added_is_connected_and_brings_what_it_needs(after):
    made = after(API, "add a Redis cache")
    assert blocks(made)["network"] == "vpc"
    assert made.architecture.component("cache").network == "network"
    assert any((edge.source, edge.target) == ("function", "cache") for edge in made.architecture.connections)
    assert any("Network came with it" in note for note in made.notes)


def test_a_place_named_for_what_is_added_is_no_second_thing_to_add(after):
    made = after(API, "add a queue between the API and the function")
    assert sorted(blocks(made).values()).count("lambda_function") == 1
    assert "sqs_queue" in blocks(made).values()


def test_multi_region_does_what_the_catalogue_can_and_tells_the_rest(after, catalogue):
    made = after(API, "make it multi-region")
    assert value(made, "data.replica_regions", catalogue) == ["us-west-2"]
    told = " ".join(made.notes)
    assert "API function" in told
    assert "us-east-1 alone" in told
    assert "Data: written in both regions" in told
    assert "That second deployment makes Data anew" in told


def test_what_keeps_data_and_has_no_replica_is_backed_up_to_the_second_region(after):
    made = after(WEB, "make it multi-region")
    backed = {edge.target for edge in made.architecture.connections if edge.source == "backups"}
    assert {"database", "files"} <= backed
    told = " ".join(made.notes)
    assert "each backup is copied to eu-west-1" in told
    assert "The backup vault Default must be in eu-west-1" in told
    assert "written in both regions" not in told


def test_a_load_is_multiplied_and_its_sizes_follow(after, start):
    before = start(API)[1].measure("requests_per_month")
    made = after(API, "handle 10x the traffic")
    assert made.requirements.measure("requests_per_month") == before * 10
    assert any(change.option == "requests_per_month" for change in made.changes if change.kind == "set_option")


def test_graviton_is_the_same_size_on_the_other_processor(after, catalogue):
    made = after("A WordPress site on EC2 auto scaling behind a load balancer with RDS MySQL", "use Graviton")
    assert value(made, "service.instance_type", catalogue).startswith("t4g.")
    with pytest.raises(NothingToChange, match="runs on Graviton already"):
        after(API, "use Graviton")


def test_a_database_that_becomes_another_listens_where_that_one_does(after, catalogue):
    made = after(WEB, "replace Postgres by MySQL")
    assert value(made, "database.engine", catalogue) == "mysql"
    assert value(made, "database.port", catalogue) == 3306
    assert any("its data moves by" in note for note in made.notes)


def test_our_own_key_encrypts_what_takes_one(after):
    made = after(WEB, "encrypt everything with our own key")
    key = next(one.id for one in made.architecture.components if one.block == "kms_key")
    encrypted = {edge.target for edge in made.architecture.connections if edge.source == key}
    assert {"database", "cache", "files"} <= encrypted


def test_what_takes_no_key_of_ours_is_told(after):
    notes = after(
        "An order API on Lambda with a queue and SNS, EventBridge pipes and DynamoDB", "use our own key"
    ).notes
    assert any("takes none of ours here" in note for note in notes)


def test_where_nothing_can_be_copied_a_second_region_is_still_explained(after, catalogue):
    stateless = after(API, "drop DynamoDB")
    with pytest.raises(NothingToChange, match="terraform workspace new"):
        revise(stateless.architecture, "make it multi-region", stateless.requirements, catalogue)


def test_compliance_makes_the_checks_of_its_framework_hold_and_is_no_certificate(after, start, catalogue):
    before, _ = start(API)
    made = after(API, "make it HIPAA compliant")
    assert "hipaa" in [one.value for one in made.requirements.compliance]
    assert {"cloudtrail_trail", "guardduty_detector"} <= set(blocks(made).values())
    faults = [
        sum(control.status == "not_met" for control in view.controls)
        for design in (before, made.architecture)
        for view in review(design, made.requirements, catalogue).compliance
        if view.framework == "hipaa"
    ]
    assert faults[1] < faults[0]
    assert any("no certificate" in note for note in made.notes)


def test_one_more_of_what_an_option_counts(after, catalogue):
    assert value(after(WEB, "add a read replica"), "database.read_replicas", catalogue) == 1
    with pytest.raises(UnclearInstruction, match="is an option of Amazon RDS"):
        after(API, "add a read replica")


def test_what_serves_the_whole_is_not_added_twice_unless_another_is_asked_for(after):
    guarded = "A web application on containers behind a load balancer with AWS WAF"
    with pytest.raises(NothingToChange, match="is there already"):
        after(guarded, "add a WAF")
    assert list(blocks(after(guarded, "add another WAF")).values()).count("waf_web_acl") == 2


def test_a_wish_for_some_changes_no_others(after, catalogue):
    made = after(WEB, "use a cheaper database")
    assert {one.component for one in made.changes} == {"database"}


def test_without_a_nat_gateway_who_is_cut_off_is_told(after):
    assert any("reach no address outside" in note for note in after(WEB, "no NAT gateways").notes)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("add a dead-letter queue", "made with one for dead letters"),
        ("turn on deletion protection", "on by default"),
        ("add a staging environment", "terraform/environments"),
    ],
)
def test_what_is_so_already_is_answered_plainly(words, told, after):
    with pytest.raises(NothingToChange, match=told):
        after(WEB, words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("make it private", "from the internet"),
        ("use serverless instead of containers", "names no one service"),
        ("double the memory of the mainframe", "“mainframe” is not in this architecture"),
        ("use HTTPS only", "is not understood"),
    ],
)
def test_what_cannot_be_done_says_why(words, told, after):
    with pytest.raises(UnclearInstruction, match=told):
        after(WEB, words)


@pytest.mark.parametrize(
    ("words", "home", "copies"),
    [
        ("move it to us-east-1", "us-east-1", ["eu-west-1"]),
        ("move to Canada", "ca-central-1", ["us-east-1"]),
        ("move it to us-west-2", "us-west-2", ["us-east-1"]),
    ],
)
def test_a_table_with_copies_in_other_regions_moves_and_keeps_a_copy(words, home, copies, after, catalogue):
    made = after("A serverless API with a DynamoDB global table in eu-west-1 and us-east-1", words)
    assert made.architecture.region == home
    assert value(made, "data.replica_regions", catalogue) == copies
    assert [one.value for one in made.requirements.regions] == [home, *copies]


@pytest.mark.parametrize("words", ["move it to Ireland", "move to Ireland"])
def test_a_place_is_a_region(words, after):
    assert after(WEB, words).architecture.region == "eu-west-1"


def test_a_year_is_365_days(after, catalogue):
    assert value(after(WEB, "keep all logs for a year"), "database.log_retention_days", catalogue) == 365


def test_a_budget_is_kept_as_far_as_the_request_allows(after):
    made = after(WEB, "under 200 dollars a month")
    assert made.requirements.measure("budget_usd_per_month") == 200
    assert any("a month, which is" in note for note in made.notes)
    assert made.changes


def test_a_budget_beside_a_wish_hides_neither(after, catalogue):
    made = after(WEB, "highly available for under $900")
    assert value(made, "network.nat_gateways", catalogue) == "per_az"
    assert made.requirements.measure("budget_usd_per_month") == 900


def test_sizes_follow_a_load_but_not_those_chosen_by_hand(start, catalogue):
    architecture, requirements = start(API)
    chosen = revise(architecture, "set function.memory_mb to 3000", requirements, catalogue)
    more = revise(chosen.architecture, "10 million requests a month", chosen.requirements, catalogue)
    assert value(more, "api.requests_per_month", catalogue) == 10_000_000
    assert value(more, "function.memory_mb", catalogue) == 3000


def test_undo_brings_the_version_before_back(start, after, catalogue):
    architecture, requirements = start(WEB)
    dropped = revise(architecture, "drop Redis", requirements, catalogue)
    back = revise(dropped.architecture, "undo that", dropped.requirements, catalogue, former=architecture)
    assert back.architecture.components == architecture.components
    with pytest.raises(NothingToChange, match="no version before"):
        after(WEB, "go back")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("frobnicate the blorb", "frobnicate the blorb"),
        ("drop Redis and paint it blue", "paint it blue"),
        ("drop MongoDB", "MongoDB"),
        ("add a flux capacitor", "flux capacitor"),
        ("set nobody.memory_mb to 5", "nobody"),
        ("", "empty"),
        ("drop the network", "stand in it"),
    ],
)
def test_words_that_mean_nothing_are_named_and_nothing_is_done(words, named, after):
    with pytest.raises(UnclearInstruction, match=named) as fault:
        after(WEB, words)
    assert "drop Redis" in str(fault.value)


def test_what_is_so_already_is_told(after):
    with pytest.raises(NothingToChange, match="is so already"):
        after(WEB, "keep backups 14 days")
    made = after(WEB, "keep backups 14 days and drop Redis")
    assert "cache" not in blocks(made)
    assert any("is so already" in note for note in made.notes)


def test_a_value_out_of_its_limits_is_refused_with_the_limit(after):
    with pytest.raises(InvalidOption, match=r"database\.backup_retention_days: 99 is more than 35"):
        after(WEB, "keep backups 99 days")


@pytest.mark.parametrize(
    "words",
    [
        "drop Redis",
        "Aurora instead",
        "use Lambda instead of containers",
        "make it multi-region",
        "under 200 dollars",
        "cheaper",
    ],
)
def test_the_changes_make_the_same_of_the_architecture_before(words, start, after, catalogue):
    before, _ = start(WEB)
    made = after(WEB, words)
    again = apply_changes(before, made.changes, catalogue)
    for one in made.architecture.components:
        other = again.component(one.id)
        assert (other.block, other.network) == (one.block, one.network)
        block = catalogue.block(one.block)
        assert effective_options(other, block) == effective_options(one, block)
    assert {(e.source, e.target) for e in again.connections} == {
        (e.source, e.target) for e in made.architecture.connections
    }


def test_edited_assumptions_change_what_hangs_on_them(start, catalogue):
    architecture, requirements = start(API)
    chosen = {"requests_per_month": "20,000,000", "function.memory_mb": "1024", "region": "eu-west-1"}
    made = revise_assumptions(architecture, chosen, requirements, catalogue)
    assert value(made, "api.requests_per_month", catalogue) == 20_000_000
    assert value(made, "function.memory_mb", catalogue) == 1024
    assert made.architecture.region == "eu-west-1"
    with pytest.raises(InvalidAssumption, match=r"assumptions\.function\.colour.*memory_mb"):
        revise_assumptions(architecture, {"function.colour": "red"}, requirements, catalogue)


AURORA = "An order API on Lambda with Aurora PostgreSQL Serverless, a million requests a month"


def test_an_engine_that_runs_already_is_not_another_block(after, catalogue):
    with pytest.raises(NothingToChange, match="runs postgresql already"):
        after(AURORA, "use Postgres")
    made = after(AURORA, "switch to MySQL")
    database = next(one for one in made.architecture.components if one.block == "aurora_serverless")
    assert database.options["engine"] == "aurora-mysql"
    assert database.options["port"] == 3306


@pytest.mark.parametrize("words", ["make the mainframe bigger", "a cheaper mainframe", "make our mainframe smaller"])
def test_a_wish_for_what_is_not_there_is_no_wish_for_everything(words, after):
    with pytest.raises(UnclearInstruction, match="mainframe"):
        after(WEB, words)


@pytest.mark.parametrize(
    "words", ["make it cheaper", "lower our AWS bill", "reduce the costs", "make the whole thing cheaper"]
)
def test_what_stands_for_the_whole_changes_the_whole(words, after):
    assert len({one.component for one in after(WEB, words).changes}) > 3


NOTIFIES = "A booking API that notifies guests by sms, with DynamoDB"


def test_what_users_are_told_goes_and_what_operators_are_told_stays(after):
    made = after(NOTIFIES, "Drop the sms")
    topics = [one.id for one in made.architecture.components if one.block.startswith("sns")]
    senders = {edge.source for edge in made.architecture.connections if edge.target in topics}
    assert senders == {"alarm"}
    assert "sns_fifo_topic" not in blocks(made).values()
    assert "notifications" not in {one.name for one in made.requirements.capabilities}
    assert not any(one.excluded for one in made.requirements.services)
    with pytest.raises(UnclearInstruction, match=r"sms.*is not in this architecture"):
        after("A web application on containers with Postgres", "Drop the sms")


@pytest.mark.parametrize("words", ["drop Amazon Kinesis data stream", "drop the data stream", "remove Kinesis"])
def test_a_service_that_is_not_here_is_no_other_one_with_a_similar_name(words, after):
    with pytest.raises(UnclearInstruction, match=r"is not in this architecture .*Data \[data\]"):
        after(API, words)


@pytest.mark.parametrize(
    "words", ["keep only 6 months", "delete files after 6 months", "keep files 6 months, then delete"]
)
def test_data_that_goes_after_a_time_expires_and_changes_no_class_of_storage(words, after, catalogue):
    made = after(WEB, words)
    assert value(made, "files.expire_days", catalogue) == 180
    assert value(made, "files.archive_days", catalogue) == 0
    assert value(made, "files.infrequent_access_days", catalogue) == 0


def test_what_is_no_file_never_makes_files_go(after):
    with pytest.raises(NothingToChange, match="rows go by a job of your own"):
        after(WEB, "keep orders only 6 months")
    with pytest.raises(NothingToChange, match="expires_at"):
        after(API, "delete orders after 6 months")


def test_logs_and_backups_that_go_keep_their_own_options(after, catalogue):
    assert value(after(WEB, "keep logs only 6 months"), "service.log_retention_days", catalogue) == 180
    assert value(after(WEB, "keep backups only 10 days"), "database.backup_retention_days", catalogue) == 10


@pytest.mark.parametrize(
    "words", ["add a staging environment", "we also want staging beside it", "a separate test env"]
)
def test_an_environment_beside_it_leaves_the_design_for_its_own(words, after):
    with pytest.raises(NothingToChange, match=r"this design stays as it is.*terraform workspace new"):
        after(WEB, words)
    assert after(WEB, "make it for staging").architecture.environment == "staging"
